"""The ledger of proofs issued and the work that it causes: judging, statistics, letters, cases."""
