package io.zenem.jirasim;

/** The four categories every Jira site has. Their names are localised, so clients go by the key. */
enum StatusCategory {
    UNDEFINED(1, "undefined", "No Category", "medium-gray"),
    NEW(2, "new", "To Do", "blue-gray"),
    DONE(3, "done", "Done", "green"),
    INDETERMINATE(4, "indeterminate", "In Progress", "yellow");

    final int id;
    final String key;
    final String label;
    final String color;

    StatusCategory(int id, String key, String label, String color) {
        this.id = id;
        this.key = key;
        this.label = label;
        this.color = color;
    }
}
