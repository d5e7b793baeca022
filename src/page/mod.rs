//! Page setup and the pages of a deck.
