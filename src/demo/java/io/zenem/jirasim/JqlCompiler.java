package io.zenem.jirasim;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import io.zenem.jirasim.Jql.And;
import io.zenem.jirasim.Jql.Clause;
import io.zenem.jirasim.Jql.Empty;
import io.zenem.jirasim.Jql.Not;
import io.zenem.jirasim.Jql.Operand;
import io.zenem.jirasim.Jql.Or;
import io.zenem.jirasim.Jql.Term;
import io.zenem.jirasim.Jql.Value;

/** Turns a parsed query into a test of issues; names are looked up once, so that the test itself only compares. */
final class JqlCompiler {
    private final Site site;
    private final JqlNames names;
    private final JqlValues values;

    JqlCompiler(Site site, ZoneId zone, long nowMillis, boolean validating) {
        this.site = site;
        this.names = new JqlNames(site, validating);
        this.values = new JqlValues(site, new JqlDates(zone, nowMillis));
    }

    Predicate<Issue> compile(Clause clause) {
        if (clause instanceof And and) {
            return and.clauses().stream()
                    .map(this::compile)
                    .reduce(Predicate::and)
                    .orElseThrow();
        }
        if (clause instanceof Or or) {
            return or.clauses().stream()
                    .map(this::compile)
                    .reduce(Predicate::or)
                    .orElseThrow();
        }
        if (clause instanceof Not not) {
            return compile(not.clause()).negate();
        }
        return term((Term) clause);
    }

    private Predicate<Issue> term(Term term) {
        List<Operand> on = term.operands();
        return switch (term.field().toLowerCase(Locale.ROOT)) {
            case "project" -> Conditions.one(term, Issue::project, names.projects(on));
            case "issuetype", "type" -> Conditions.one(term, Issue::type, names.types(on));
            case "status" -> Conditions.one(term, Issue::status, names.statuses(on));
            case "statuscategory" -> Conditions.one(term, this::category, names.categories(on));
            case "priority" -> Conditions.one(term, Issue::priority, names.priorities(on));
            case "resolution" -> resolution(term);
            case "assignee" -> Conditions.one(term, Issue::assignee, names.users("assignee", on));
            case "reporter" -> Conditions.one(term, Issue::reporter, names.users("reporter", on));
            case "creator" -> Conditions.one(term, Issue::creator, names.users("creator", on));
            case "sprint", "cf[10020]", "customfield_10020" -> Conditions.many(term, Issue::sprints, names.sprints(on));
            case "fixversion" -> Conditions.many(term, Issue::fixVersions, names.versions(on));
            case "component" -> Conditions.many(term, Issue::components, names.components(on));
            case "labels" -> Conditions.labels(term);
            case "id", "key", "issuekey", "issue" -> identity(term);
            case "parent" -> Conditions.reference(term, Issue::parent, names.issues("parent", on));
            case "created", "createddate" -> values.date(term, Issue::created);
            case "updated", "updateddate" -> values.date(term, Issue::updated);
            case "resolved", "resolutiondate" -> values.date(term, Issue::resolved);
            case "statuscategorychangeddate" -> values.date(term, Issue::statusChanged);
            case "summary" -> values.summary(term);
            default -> values.other(term);
        };
    }

    private int category(Issue issue) {
        return site.statuses.get(issue.status()).category().id;
    }

    private Predicate<Issue> resolution(Term term) {
        boolean unresolved = term.operands().stream()
                .anyMatch(operand ->
                        operand instanceof Value value && value.text().equalsIgnoreCase("unresolved"));
        Term known = unresolved ? new Term(term.field(), term.operator(), List.of(new Empty())) : term;
        return Conditions.one(known, Issue::resolution, names.resolutions(known.operands()));
    }

    /** In Cloud an id compares with every id; a key, and on Data Center an id too, only with the keys of its project. */
    private Predicate<Issue> identity(Term term) {
        List<Issue> wanted = names.issues(term.field(), term.operands());
        if (!term.operator().compares() || Conditions.wantsEmpty(term)) {
            return Conditions.reference(term, Issue::id, wanted);
        }
        if (wanted.isEmpty()) {
            return issue -> false;
        }
        Issue limit = wanted.get(0);
        boolean byKey =
                site.dataCenter() || ((Value) term.operands().get(0)).text().contains("-");
        return byKey
                ? issue -> issue.project() == limit.project()
                        && Conditions.holds(term.operator(), Integer.compare(issue.number(), limit.number()))
                : issue -> Conditions.holds(term.operator(), Long.compare(issue.id(), limit.id()));
    }
}
