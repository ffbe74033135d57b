"""What tests share: servers, people, scripted models and virtual devices."""
