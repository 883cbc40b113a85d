"""The screens in a browser on the local network: who gets in, and how bytes pass between a page and a screen."""
