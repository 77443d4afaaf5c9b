-- The refused case that an appeal is about: its form is begun there, and the draft keeps its id.
alter table drafts add column about uuid;
