"""What leaves the desk as a file: hours, packs, diaries."""
