import './ledger/proofs.js';
import './ledger/time-stamps.js';
import './ledger/replayed-history.js';
import './ledger/restore.js';
