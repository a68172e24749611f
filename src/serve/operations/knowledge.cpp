#include "serve/operations/knowledge.hpp"

#include "base/json.hpp"
#include "catalog/knowledge_file.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/facts.hpp"
#include "serve/operations/knowledge_shapes.hpp"
#include "serve/operations/known.hpp"
#include "store/store.hpp"

#include <utility>

namespace parlance::serve {

namespace {

using catalog::KnowledgeTerm;
using catalog::VerifiedQuery;

template <class Shape, class Content>
Shape shape_of(const KnownLesson& known, const std::string& connection_id) {
    const catalog::Lesson& lesson = *known.lesson;
    Shape shape;
    static_cast<Content&>(shape) = std::get<Content>(lesson.content);
    shape.id = lesson.id;
    shape.connection_id = connection_id;
    shape.author = lesson.author;
    shape.created_at = lesson.created_at;
    shape.updated_at = lesson.updated_at;
    if (known.problem) shape.problem = {known.problem->code(), known.problem->message()};
    return shape;
}

template <class Shape, class Content>
Task<std::vector<Shape>> listed(Services& with, Call& call, KnowledgeRequest request) {
    const catalog::Known known =
        co_await with.catalog->knowledge(call.who(), request.connection_id.value_or(""));
    const auto work = [&] {
        std::vector<Shape> items;
        for (const KnownLesson& each : known_lessons(known, call.who())) {
            if (std::holds_alternative<Content>(each.lesson->content))
                items.push_back(shape_of<Shape, Content>(each, known.view.connection_id));
        }
        return items;
    };
    co_return co_await blocking(*with.blocking, work);
}

/// The shape of what is stored now.
template <class Shape, class Content>
Task<Shape> shown(Services& with, Call& call, std::string id) {
    const catalog::Known known = co_await known_around(with, call, kind_of<Content>(), id);
    co_return shape_of<Shape, Content>(
        find_lesson(known, call.who(), id), known.view.connection_id
    );
}

Error taken() {
    return {
        Failure::conflict,
        "knowledge_taken",
        "This source was taught that already. Change what is there, or choose other words."
    };
}

/// Sound for the one who teaches it, and nothing that they know of says it already.
template <class Content>
void require_new(
    const catalog::Known& known,
    const Principal& who,
    const Content& content,
    std::string_view own_id
) {
    catalog::require_sound(content, known.view);
    for (const catalog::Lesson& lesson : known.taught->lessons) {
        const auto* other = std::get_if<Content>(&lesson.content);
        const bool same =
            other != nullptr && lesson.id != own_id && catalog::same_subject(*other, content);
        if (same && known_of(lesson, known, who)) throw taken();
    }
}

template <class Content>
Task<void> check(
    Services& with,
    Call& call,
    const catalog::Known& known,
    const Content& content,
    std::string_view own_id
) {
    const auto work = [&] { require_new(known, call.who(), content, own_id); };
    co_await blocking(*with.blocking, work);
}

template <class Shape, class Content>
Task<Shape> add(Services& with, Call& call, std::string connection_id, Content content) {
    content = catalog::tidied(std::move(content));
    const catalog::Known known = co_await with.catalog->knowledge(call.who(), connection_id);
    co_await check(with, call, known, content, {});
    const std::string& source = known.view.connection_id;
    const std::string text = json::to_text(content);
    const auto work = [&](store::Writer& writer) {
        std::string id = store::add_knowledge(
            writer, *with.ledger, call.who(), source, kind_of<Content>(), text
        );
        audit_connection(writer, *with.ledger, call, "knowledge_added", source);
        return id;
    };
    std::string id = co_await with.store->write(work);
    knowledge_changed(with, call, source);
    co_return co_await shown<Shape, Content>(with, call, std::move(id));
}

template <class Shape, class Content, class Change>
Task<Shape> change(Services& with, Call& call, std::string id, Change apply) {
    const catalog::Known known = co_await known_around(with, call, kind_of<Content>(), id);
    const KnownLesson found = find_lesson(known, call.who(), id);
    Content content = std::get<Content>(found.lesson->content);
    apply(content);
    content = catalog::tidied(std::move(content));
    co_await check(with, call, known, content, id);
    const std::string text = json::to_text(content);
    const auto work = [&](store::Writer& writer) {
        store::change_knowledge(writer, *with.ledger, call.who(), kind_of<Content>(), id, text);
        audit_connection(writer, *with.ledger, call, "knowledge_changed", known.view.connection_id);
    };
    co_await with.store->write(work);
    knowledge_changed(with, call, known.view.connection_id);
    co_return co_await shown<Shape, Content>(with, call, std::move(id));
}

template <class Content>
Task<void> remove(Services& with, Call& call, std::string id) {
    const catalog::Known known = co_await known_around(with, call, kind_of<Content>(), id);
    static_cast<void>(find_lesson(known, call.who(), id));
    const auto work = [&](store::Writer& writer) {
        store::remove_knowledge(writer, call.who(), kind_of<Content>(), id);
        audit_connection(writer, *with.ledger, call, "knowledge_deleted", known.view.connection_id);
    };
    co_await with.store->write(work);
    knowledge_changed(with, call, known.view.connection_id);
}

Task<TermsShape> list_terms(Services& with, Call& call, KnowledgeRequest request) {
    co_return TermsShape{co_await listed<TermShape, KnowledgeTerm>(with, call, std::move(request))};
}

Task<TermShape> add_term(Services& with, Call& call, NewTerm request) {
    std::string source = request.connection_id.value_or("");
    KnowledgeTerm term = std::move(static_cast<KnowledgeTerm&>(request));
    co_return co_await add<TermShape>(with, call, std::move(source), std::move(term));
}

Task<TermShape> get_term(Services& with, Call& call, TermId request) {
    co_return co_await shown<TermShape, KnowledgeTerm>(with, call, std::move(request.term_id));
}

template <class Member>
void put(std::optional<Member>& into, std::optional<Member>& from) {
    if (from) into = std::move(from);
}

Task<TermShape> change_term(Services& with, Call& call, TermChange request) {
    const auto apply = [&](KnowledgeTerm& term) {
        put(term.phrase, request.phrase);
        put(term.column, request.column);
        put(term.value, request.value);
        put(term.formula, request.formula);
        put(term.condition, request.condition);
        put(term.columns, request.columns);
        put(term.description, request.description);
        if (request.table) term.table = std::move(*request.table);
    };
    co_return co_await change<TermShape, KnowledgeTerm>(with, call, request.term_id, apply);
}

Task<void> remove_term(Services& with, Call& call, TermId request) {
    co_await remove<KnowledgeTerm>(with, call, std::move(request.term_id));
}

Task<VerifiedListShape> list_verified(Services& with, Call& call, KnowledgeRequest request) {
    co_return VerifiedListShape{
        co_await listed<VerifiedShape, VerifiedQuery>(with, call, std::move(request))
    };
}

Task<VerifiedShape> add_verified(Services& with, Call& call, NewVerified request) {
    std::string source = request.connection_id.value_or("");
    VerifiedQuery verified = std::move(static_cast<VerifiedQuery&>(request));
    co_return co_await add<VerifiedShape>(with, call, std::move(source), std::move(verified));
}

Task<VerifiedShape> get_verified(Services& with, Call& call, VerifiedId request) {
    co_return co_await shown<VerifiedShape, VerifiedQuery>(
        with, call, std::move(request.verified_id)
    );
}

Task<VerifiedShape> change_verified(Services& with, Call& call, VerifiedChange request) {
    const auto apply = [&](VerifiedQuery& verified) {
        if (request.question) verified.question = std::move(*request.question);
        if (request.sql) verified.sql = std::move(*request.sql);
    };
    co_return co_await change<VerifiedShape, VerifiedQuery>(with, call, request.verified_id, apply);
}

Task<void> remove_verified(Services& with, Call& call, VerifiedId request) {
    co_await remove<VerifiedQuery>(with, call, std::move(request.verified_id));
}

/// As a save would, without keeping anything.
Task<void> check_knowledge(Services& with, Call& call, KnowledgeCheck request) {
    if (request.term.has_value() == request.verified.has_value())
        json::check({{"/term", "is to be given, or verified is, and not both"}});
    const catalog::Known known =
        co_await with.catalog->knowledge(call.who(), request.connection_id.value_or(""));
    const std::string own = request.id.value_or("");
    if (request.term)
        co_await check(with, call, known, catalog::tidied(std::move(*request.term)), own);
    else
        co_await check(with, call, known, catalog::tidied(std::move(*request.verified)), own);
}

constexpr FactsOf facts{"knowledge"};

std::vector<Operation> term_operations() {
    constexpr std::string_view all = "/api/v1/knowledge/terms";
    constexpr std::string_view one = "/api/v1/knowledge/terms/{term_id}";
    using enum Method;
    return {
        operation(
            facts(get, all, "list_terms", "Lists the glossary of a source that you may see."),
            &list_terms
        ),
        operation(
            facts(
                post,
                all,
                "add_term",
                "Teaches a word, a figure, a filter or default columns; questions know it at once.",
                201
            ),
            &add_term
        ),
        operation(facts(get, one, "get_term", "Shows a term of a glossary."), &get_term),
        operation(facts(patch, one, "change_term", "Changes a term of a glossary."), &change_term),
        operation(
            facts(Method::remove, one, "remove_term", "Deletes a term of a glossary."), &remove_term
        ),
    };
}

std::vector<Operation> verified_operations() {
    constexpr std::string_view all = "/api/v1/knowledge/verified";
    constexpr std::string_view one = "/api/v1/knowledge/verified/{verified_id}";
    using enum Method;
    return {
        operation(
            facts(get, all, "list_verified", "Lists the verified questions of a source."),
            &list_verified
        ),
        operation(
            facts(
                post,
                all,
                "add_verified",
                "Keeps a question with the SQL that answers it; questions like it use it at once.",
                201
            ),
            &add_verified
        ),
        operation(facts(get, one, "get_verified", "Shows a verified question."), &get_verified),
        operation(
            facts(patch, one, "change_verified", "Changes a verified question."), &change_verified
        ),
        operation(
            facts(Method::remove, one, "remove_verified", "Deletes a verified question."),
            &remove_verified
        ),
    };
}

std::vector<Operation> check_operations() {
    return {operation(
        facts(
            Method::post,
            "/api/v1/knowledge/check",
            "check_knowledge",
            "Says whether a term or a verified question would be taken; keeps nothing.",
            204
        ),
        &check_knowledge
    )};
}

}  // namespace

std::vector<Operation> knowledge_operations() {
    std::vector<Operation> all;
    for (const auto& some :
         {term_operations(),
          verified_operations(),
          check_operations(),
          knowledge_file_operations(),
          dbt_operations()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

}  // namespace parlance::serve
