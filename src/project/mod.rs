//! What the user keeps: the project file.
