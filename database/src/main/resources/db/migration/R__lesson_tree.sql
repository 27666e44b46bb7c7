-- Where a node stood before its last move: lesson.node's moved_stamp, parent_before and rank_before.
-- Fires on the host where a row is written, never for replicated rows, after t10_stamp. It only changes the row that is being written, so
-- it cannot loop. Who undoes a move gives the stamp and clears what was before (lesson-service, TreeMender), and is left alone.
create or replace function lesson.remember_move() returns trigger
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

create or replace trigger t15_remember_move before insert or update on lesson.node
    for each row execute function lesson.remember_move();
