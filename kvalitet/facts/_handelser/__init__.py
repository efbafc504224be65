"""What has happened: deviations, complaints and cases, the patterns in them, and what was learnt."""
