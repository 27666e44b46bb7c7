-- The mender walks down from a changed node through deleted ones too, which node_by_place leaves out.
create index node_by_parent on lesson.node (parent_id);
