-- What nothing reads: an instance's name, where the contract asks for nobody's, and a function that has a plainer name by now.
alter table jira.job drop column confirmed_by;
drop function if exists jira.questions(text, text);
