"""The district's folder on the clerk's screen: made at the first start, and mended where it is damaged."""
