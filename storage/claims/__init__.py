"""Claims of service outside the school's activities (学生自行开展): entered, verified or refused, with their evidence."""
