#include "catalog/knowledge.hpp"

#include "catalog/knowledge_file.hpp"
#include "guard/toy_schema.hpp"

#include <gtest/gtest.h>

#include <string>

namespace parlance::catalog {
namespace {

/// The toy tables as everybody and as an analyst sees them: customers and orders of DE alone,
/// masked e-mails, no salaries.
class Knowing : public testing::Test {
protected:
    static View view_of(std::shared_ptr<const Schema> schema, guard::Policy policy) {
        View view;
        view.schema = std::move(schema);
        view.policy = std::move(policy);
        view.pack = engine::SchemaPack::build(*view.schema, {}, {});
        return view;
    }
    static View narrow() {
        guard::Sight sight = guard::toy_sight(Dialect::sqlite);
        return view_of(sight.schema, sight.policy);
    }

    /// The code of the error that teaching it ends with; `sound` when there is none.
    template <class Content>
    static std::string code(const Content& content, const View& view) {
        try {
            require_sound(content, view);
        } catch (const Error& error) {
            return error.code();
        }
        return "sound";
    }
    [[nodiscard]] std::string term(const std::string& yaml) const {
        return code(read_knowledge("terms:\n- " + yaml).terms.at(0), whole);
    }

    View whole = view_of(
        std::make_shared<const Schema>(guard::toy_schema(Dialect::sqlite)),
        guard::Policy{}
    );
};

KnowledgeTerm metric(std::string table, std::string formula) {
    KnowledgeTerm term{.kind = TermKind::metric, .phrase = "figure", .table = std::move(table)};
    term.formula = std::move(formula);
    return term;
}

KnowledgeTerm filter(std::string table, std::string condition) {
    KnowledgeTerm term{.kind = TermKind::filter, .phrase = "some", .table = std::move(table)};
    term.condition = std::move(condition);
    return term;
}

TEST_F(Knowing, TakesWhatHolds) {
    EXPECT_EQ(term("{kind: synonym, phrase: clients, table: customers}"), "sound");
    EXPECT_EQ(term("{kind: synonym, phrase: home, table: customers, column: country}"), "sound");
    EXPECT_EQ(
        term("{kind: synonym, phrase: germans, table: customers, column: country, value: DE}"),
        "sound"
    );
    EXPECT_EQ(term("{kind: metric, phrase: sales, table: orders, formula: sum(amount)}"), "sound");
    EXPECT_EQ(
        term("{kind: filter, phrase: open orders, table: orders, condition: \"status = 'open'\"}"),
        "sound"
    );
    EXPECT_EQ(term("{kind: columns, table: orders, columns: [id, status]}"), "sound");
    EXPECT_EQ(code(VerifiedQuery{"q", "SELECT count(*) FROM orders"}, whole), "sound");
}

TEST_F(Knowing, RefusesWhatDoesNotFitItsKind) {
    EXPECT_EQ(term("{kind: synonym, table: orders}"), "invalid_fields");
    EXPECT_EQ(term("{kind: synonym, phrase: x, table: orders, value: x}"), "invalid_fields");
    EXPECT_EQ(term("{kind: metric, phrase: x, table: orders}"), "invalid_fields");
    EXPECT_EQ(term("{kind: columns, phrase: x, table: orders, columns: [id]}"), "invalid_fields");
    EXPECT_EQ(term("{kind: synonym, phrase: '?!', table: orders}"), "invalid_fields");
    EXPECT_EQ(
        term("{kind: synonym, phrase: one two three four five six seven, table: orders}"),
        "invalid_fields"
    );
}

TEST_F(Knowing, NamesMustBeThere) {
    EXPECT_EQ(term("{kind: synonym, phrase: x, table: gone}"), "sql_unknown_table");
    EXPECT_EQ(
        term("{kind: synonym, phrase: x, table: orders, column: gone}"), "sql_unknown_column"
    );
    EXPECT_EQ(term("{kind: columns, table: orders, columns: [gone]}"), "sql_unknown_column");
    EXPECT_EQ(code(metric("orders", "sum(gone)"), whole), "sql_unknown_column");
    EXPECT_EQ(code(filter("orders", "gone.id = 1"), whole), "sql_unknown_column");
    EXPECT_EQ(code(VerifiedQuery{"q", "SELECT gone FROM orders"}, whole), "sql_unknown_column");
}

TEST_F(Knowing, AFormulaIsOneExpression) {
    EXPECT_EQ(code(metric("orders", "sum(amount) FROM orders"), whole), "knowledge_formula");
    EXPECT_EQ(code(metric("orders", "1, 2"), whole), "knowledge_formula");
    EXPECT_EQ(code(metric("orders", "*"), whole), "knowledge_formula");
    EXPECT_EQ(code(metric("orders", "status"), whole), "knowledge_formula");
    EXPECT_EQ(code(metric("orders", "sum(amount) OVER ()"), whole), "knowledge_formula");
    EXPECT_EQ(code(metric("orders", "sum(amount"), whole), "sql_syntax");
    EXPECT_EQ(code(metric("orders", "1; DROP TABLE orders"), whole), "sql_statement_refused");
    EXPECT_EQ(code(metric("orders", "pg_sleep(1)"), whole), "sql_function_refused");
    EXPECT_EQ(code(filter("orders", "sum(amount) > 1"), whole), "knowledge_condition");
    EXPECT_EQ(code(filter("orders", "amount"), whole), "knowledge_condition");
}

TEST_F(Knowing, ThePositionIsThatInTheFormula) {
    try {
        require_sound(metric("orders", "sum(gone)"), whole);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.position(), 4U);
    }
}

TEST_F(Knowing, TablesOfAFormulaMustHangTogether) {
    EXPECT_EQ(code(metric("orders", "sum(amount) / count(customers.id)"), whole), "sound");
    EXPECT_EQ(code(metric("customers", "sum(orders.amount)"), whole), "knowledge_not_joined");
    EXPECT_EQ(
        code(
            filter(
                "customers", "EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = customers.id)"
            ),
            whole
        ),
        "sound"
    );
}

TEST_F(Knowing, WhoSeesLessTeachesLess) {
    const View view = narrow();
    EXPECT_EQ(code(metric("employees", "avg(salary)"), view), "sql_unknown_column");
    EXPECT_EQ(code(filter("customers", "email = 'a@b.c'"), view), "knowledge_not_clear");
    EXPECT_EQ(code(filter("orders", "status = 'open'"), view), "knowledge_not_clear")
        << "rows of others are held back, and what they hold may be named by it";
    EXPECT_EQ(code(metric("orders", "sum(amount)"), view), "sound");
    EXPECT_EQ(code(VerifiedQuery{"q", "SELECT ssn FROM customers"}, view), "knowledge_not_clear");
    EXPECT_EQ(code(VerifiedQuery{"q", "SELECT name FROM employees"}, view), "sound");
    KnowledgeTerm value{.kind = TermKind::synonym, .phrase = "her", .table = "customers"};
    value.column = "email";
    EXPECT_EQ(code(value, view), "sound");
    value.value = "a@b.c";
    EXPECT_EQ(code(value, view), "knowledge_not_clear");
}

Taught all_of_it() {
    return taught_by(
        read_knowledge(R"(
terms:
- {kind: synonym, phrase: clients, table: customers}
- {kind: synonym, phrase: wage, table: employees, column: salary}
- {kind: metric, phrase: payroll, table: employees, formula: sum(salary)}
- {kind: metric, phrase: sales, table: orders, formula: sum(amount)}
- {kind: filter, phrase: french, table: customers, condition: "country = 'FR'"}
- {kind: columns, table: employees, columns: [name, salary]}
verified:
- {question: who earns most, sql: "SELECT name FROM employees ORDER BY salary DESC LIMIT 1"}
- {question: who is Dave, sql: "SELECT id FROM customers WHERE name = 'Dave'"}
- {question: staff, sql: "SELECT name FROM employees"}
)"),
        "ada"
    );
}

TEST_F(Knowing, WhatIsHiddenFromThemTheyAreNotTaught) {
    const engine::Knowledge all = known_to(all_of_it(), *whole.schema, whole.policy);
    EXPECT_EQ(all.synonyms.size(), 2U);
    EXPECT_EQ(all.metrics.size(), 2U);
    EXPECT_EQ(all.filters.size(), 1U);
    EXPECT_EQ(all.columns.size(), 1U);
    EXPECT_EQ(all.verified.size(), 3U);
    const View view = narrow();
    const engine::Knowledge some = known_to(all_of_it(), *view.schema, view.policy);
    ASSERT_EQ(some.synonyms.size(), 1U);
    EXPECT_EQ(some.synonyms[0].phrase, "clients");
    ASSERT_EQ(some.metrics.size(), 1U);
    EXPECT_EQ(some.metrics[0].phrase, "sales");
    EXPECT_TRUE(some.filters.empty());
    EXPECT_TRUE(some.columns.empty());
    ASSERT_EQ(some.verified.size(), 1U);
    EXPECT_EQ(some.verified[0].question, "staff");
}

TEST(KnowledgeFile, ComesBackAsItWas) {
    KnowledgeDocument document;
    for (const Lesson& lesson : all_of_it().lessons) {
        if (const auto* term = std::get_if<KnowledgeTerm>(&lesson.content))
            document.terms.push_back(*term);
        else
            document.verified.push_back(std::get<VerifiedQuery>(lesson.content));
    }
    document.verified.push_back({"of several lines: \"#\"", "SELECT 1\n  FROM orders\nLIMIT 1"});
    EXPECT_EQ(read_knowledge(write_knowledge(document)), document);
    EXPECT_EQ(read_knowledge(write_knowledge({})), KnowledgeDocument{});
    EXPECT_EQ(read_knowledge(""), KnowledgeDocument{});
}

TEST(KnowledgeFile, SaysAllThatIsWrong) {
    try {
        (void)read_knowledge("terms:\n- {kind: nonsense, table: 3, more: 1}\nelse: 1\n");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "invalid_fields");
        EXPECT_EQ(error.faults().size(), 3U);
    }
}

TEST(Knowledge, TwoSayTheSameWhenTheySpeakOfTheSame) {
    KnowledgeTerm one{.kind = TermKind::synonym, .phrase = "Clients", .table = "customers"};
    KnowledgeTerm other = one;
    other.phrase = "clients";
    other.description = "as sales says";
    EXPECT_TRUE(same_subject(one, other));
    other.column = "name";
    EXPECT_FALSE(same_subject(one, other));
    EXPECT_TRUE(same_subject(VerifiedQuery{"How many?", "a"}, VerifiedQuery{"how many?", "b"}));
}

}  // namespace
}  // namespace parlance::catalog
