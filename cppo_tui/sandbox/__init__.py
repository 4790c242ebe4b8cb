"""A simulated AWS Marketplace Catalog: AWS's side of the table.

Written from what is known about AWS, importing nothing else of ours and no AWS SDK, so that a mistake
in our own rules cannot hide behind the same mistake here.
"""
