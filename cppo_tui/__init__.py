"""A terminal wizard that turns an AWS Marketplace resale authorization into a private offer."""

__version__ = "0.1.0"
