"""What each action does. A handler knows its turn and reports outcomes; it knows no other handler."""
