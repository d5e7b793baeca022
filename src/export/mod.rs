//! Scenes become files: PDF, PNG, SVG; and go to the printer. Exporters return bytes.
