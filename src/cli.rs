//! The command line: `gangmu extract FILE… --format json`.
