-- Whoever begins a request again is offered the draft that was left half answered.
create index drafts_account on drafts (authority, account);
