"""Money: the ledger, wallets, charges, refunds and payouts."""
