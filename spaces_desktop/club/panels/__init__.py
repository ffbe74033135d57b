"""What stands beside a club's thread: members, agents, what the club is."""
