package io.zenem.jirasim;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A field as GET /field and {@code expand=schema} describe it. */
final class FieldShape {
    private FieldShape() {}

    static ObjectNode field(Field field, Shapes shapes) {
        ObjectNode json = Json.object().put("id", field.id()).put("name", field.name());
        if (!shapes.site.dataCenter()) {
            json.put("key", field.id());
        }
        json.put("custom", field.isCustom()).put("orderable", true).put("navigable", field.navigable());
        json.put("searchable", true);
        field.clauses().forEach(json.putArray("clauseNames")::add);
        if (field.scope() != 0) {
            scope(json, field.scope(), shapes);
        }
        json.set("schema", schema(field));
        return json;
    }

    /** The key has a line of its own, without a schema. */
    static ObjectNode issueKey() {
        ObjectNode json =
                Json.object().put("id", "issuekey").put("key", "issuekey").put("name", "Key");
        json.put("custom", false).put("orderable", false).put("navigable", true).put("searchable", false);
        json.putArray("clauseNames").add("id").add("issue").add("issuekey").add("key");
        return json;
    }

    static ObjectNode schema(Field field) {
        ObjectNode schema = Json.object().put("type", field.type());
        if (!field.items().isEmpty()) {
            schema.put("items", field.items());
        }
        if (field.isCustom()) {
            schema.put("custom", field.custom());
            schema.put("customId", Integer.parseInt(field.id().substring("customfield_".length())));
        } else {
            schema.put("system", field.id());
        }
        return schema;
    }

    /** Marks what belongs to one team-managed project. */
    static void scope(ObjectNode json, int project, Shapes shapes) {
        json.putObject("scope")
                .put("type", "PROJECT")
                .putObject("project")
                .put("self", shapes.self("project/" + project))
                .put("id", Integer.toString(project));
    }

    /** Adds what {@code expand=names,schema} asks of an answer that lists issues. */
    static void expand(ObjectNode body, String expand, FieldSelection selection, FieldCatalogue fields) {
        if (expand.contains("names")) {
            ObjectNode names = body.putObject("names");
            selection.select(fields).forEach(field -> names.put(field.id(), field.name()));
        }
        if (expand.contains("schema")) {
            ObjectNode schemas = body.putObject("schema");
            selection.select(fields).forEach(field -> schemas.set(field.id(), schema(field)));
        }
    }
}
