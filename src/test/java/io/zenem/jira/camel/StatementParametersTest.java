package io.zenem.jira.camel;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.sql.SqlEndpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class StatementParametersTest {
    @Inject
    CamelContext camel;

    @Inject
    ProducerTemplate producer;

    @Test
    void forNoStatementOfAFileTheDatabaseIsAskedWhichParametersItHas() {
        assertThat(camel.getEndpoints())
                .filteredOn(endpoint ->
                        endpoint instanceof SqlEndpoint sql && sql.getQuery().startsWith("classpath:"))
                .hasSizeGreaterThan(150)
                .allMatch(endpoint -> ((SqlEndpoint) endpoint).getParametersCount() > 0);
    }

    @Test
    void aStatementWithoutParametersTakesNoneOfTheBody() {
        assertThat(producer.requestBody("sql:classpath:sql/change/fanout_due.sql", "a body"))
                .isInstanceOf(java.util.List.class);
    }
}
