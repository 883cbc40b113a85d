"""How a commit becomes durable and shared: files, locks, journals, backups. Nobody but the store looks in here."""
