"""Services that the media center may ask, where the library has named them."""
