package io.zenem.jira.jira;

/** A board was asked for its sprints and can have none: Jira answers 400 for a kanban board, which is no error. */
public final class BoardWithoutSprints extends JiraFailure {
    public BoardWithoutSprints(JiraRefused refused) {
        super(refused.status(), refused.getMessage());
    }

    @Override
    public boolean mayBeTooMuch() {
        return false;
    }
}
