#include "catalog/knowledge_file.hpp"

#include "base/json.hpp"
#include "catalog/yaml.hpp"
#include "engine/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace parlance::catalog {

namespace {

/// What `tidied` takes blanks off, so that it may stand as a block.
constexpr auto trimmed_members =
    std::to_array<std::string_view>({"sql", "question", "formula", "condition", "description"});

void tidy(std::optional<std::string>& text) {
    if (text) text = std::string(engine::trimmed(*text));
}

void drop_empty(std::optional<std::string>& text) {
    if (text && text->empty()) text.reset();
}

Fault fault_of(std::string_view list, std::size_t at, const Error& error) {
    return {fmt::format("/{}/{}", list, at), error.message()};
}

template <class Content>
void check(
    const std::vector<Content>& list,
    std::string_view name,
    const View& view,
    std::vector<Fault>& faults
) {
    for (std::size_t at = 0; at < list.size(); ++at) {
        try {
            require_sound(list[at], view);
        } catch (const Error& error) {
            for (const Fault& each : error.faults())
                faults.push_back({fmt::format("/{}/{}{}", name, at, each.pointer), each.detail});
            if (error.faults().empty()) faults.push_back(fault_of(name, at, error));
        }
    }
}

/// Without the members that say nothing.
boost::json::array said(const boost::json::value& list) {
    boost::json::array made;
    for (const boost::json::value& each : list.as_array()) {
        boost::json::object item;
        for (const auto& [key, value] : each.as_object()) {
            if (!value.is_null()) item.emplace(key, value);
        }
        made.push_back(std::move(item));
    }
    return made;
}

}  // namespace

KnowledgeTerm tidied(KnowledgeTerm term) {
    tidy(term.phrase);
    tidy(term.formula);
    tidy(term.condition);
    tidy(term.description);
    drop_empty(term.description);
    drop_empty(term.column);
    drop_empty(term.value);
    return term;
}

VerifiedQuery tidied(VerifiedQuery verified) {
    verified.question = std::string(engine::trimmed(verified.question));
    verified.sql = std::string(engine::trimmed(verified.sql));
    return verified;
}

KnowledgeDocument read_knowledge(std::string_view yaml) {
    boost::json::value value = read_yaml(yaml);
    if (value.is_null()) value = boost::json::object();
    KnowledgeDocument document = json::read<KnowledgeDocument>(value);
    for (KnowledgeTerm& term : document.terms)
        term = tidied(std::move(term));
    for (VerifiedQuery& verified : document.verified)
        verified = tidied(std::move(verified));
    return document;
}

std::string write_knowledge(const KnowledgeDocument& document) {
    const boost::json::value all = json::parse(json::to_text(document));
    boost::json::object made;
    made.emplace("terms", said(all.at("terms")));
    made.emplace("verified", said(all.at("verified")));
    return write_yaml(made, trimmed_members);
}

std::vector<Fault> faults_of(const KnowledgeDocument& document, const View& view) {
    std::vector<Fault> faults;
    check(document.terms, "terms", view, faults);
    check(document.verified, "verified", view, faults);
    return faults;
}

void require_sound(const KnowledgeDocument& document, const View& view) {
    require_none(faults_of(document, view));
}

void require_none(std::vector<Fault> faults) {
    if (faults.empty()) return;
    throw Error(
        Failure::invalid,
        "knowledge_invalid",
        "Nothing of the file was taken, for some of it does not hold for this source."
    )
        .with_faults(std::move(faults));
}

Taught taught_by(KnowledgeDocument document, std::string author) {
    Taught taught{.version = 1, .lessons = {}};
    for (KnowledgeTerm& term : document.terms)
        taught.lessons.push_back({"", std::move(term), author, {}, {}});
    for (VerifiedQuery& verified : document.verified)
        taught.lessons.push_back({"", std::move(verified), author, {}, {}});
    return taught;
}

}  // namespace parlance::catalog
