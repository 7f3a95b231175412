"""What surrounds the screen: sound, clock, camera."""
