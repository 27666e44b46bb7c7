-- The indexes of pairings hold ended ones too. An index of those that are not ended answers "is not ended" alone, and so stands for a
-- table's only row as well as the right one does: a plan that was made when there was one pairing walked all of them ever after.
drop index board.pairing_by_board;
create index pairing_by_board on board.pairing (board_id);
drop index board.pairing_by_account;
create index pairing_by_account on board.pairing (account_id);
