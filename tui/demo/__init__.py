"""A desk with invented people, to watch and to try: real parts throughout, only the people and the camera are made up."""
