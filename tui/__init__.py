"""What people see and press. Knows the store by its doors only."""

__version__ = "0.1.0"
