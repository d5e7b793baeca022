//! The text becomes quantities: numbers with their units, ranges, masks, and the periods named around them.
//! Knows nothing of what a figure measures.
