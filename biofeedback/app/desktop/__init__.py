"""What a desktop needs to install the app: its icon, its entry in the menu, the bundle's recipe."""
