"""When the service is open: arithmetic on weekly hours, seasons and single days. Knows no database."""
