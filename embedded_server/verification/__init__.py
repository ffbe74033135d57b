"""Whether an official community is who it says: documents, an admin's decision, the badge."""
