-- Where a node stood before it was moved last, and when that was: what two hosts need to undo the same one of two moves that
-- do not go together.

alter table lesson.node
    add column moved_stamp bigint, -- the row_stamp of the write that put it under its parent; null: before this column was there
    add column parent_before uuid,
    add column rank_before text collate "C"; -- null: it stood nowhere before

-- Fires on the host where a row is written, never for replicated rows, after t10_stamp. It only changes the row that is being written, so
-- it cannot loop. Who undoes a move gives the stamp and clears what was before (lesson-service, TreeMender), and is left alone.
create function lesson.remember_move() returns trigger
language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        new.moved_stamp := new.row_stamp;
    elsif new.parent_id is distinct from old.parent_id and new.moved_stamp is not distinct from old.moved_stamp then
        new.moved_stamp := new.row_stamp;
        new.parent_before := old.parent_id;
        new.rank_before := old.rank;
    end if;
    return new;
end $$;

create trigger t15_remember_move before insert or update on lesson.node
    for each row execute function lesson.remember_move();

select replication.refresh('lesson.node');
