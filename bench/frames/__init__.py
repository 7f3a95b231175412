"""Pictures with known codes: rendered from a seed, filmed, and photographed ones where a folder of them is named."""
