"""What each readers' page shows: one function a page, composed of what the rooms tell."""
