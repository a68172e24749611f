#pragma once

#include "catalog/knowledge.hpp"

#include <boost/describe.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace parlance::catalog {

/// What a file teaches about a source.
struct KnowledgeDocument {
    std::vector<KnowledgeTerm> terms;
    std::vector<VerifiedQuery> verified;

    bool operator==(const KnowledgeDocument&) const = default;
};
BOOST_DESCRIBE_STRUCT(KnowledgeDocument, (), (terms, verified))
constexpr auto notes(const KnowledgeDocument*) {
    return std::array{json::note("terms").optional(), json::note("verified").optional()};
}

/// Reads a file; hostile ones are refused. Throws `Error` (invalid): `knowledge_file`,
/// `invalid_fields` with all faults.
[[nodiscard]] KnowledgeDocument read_knowledge(std::string_view yaml);
[[nodiscard]] std::string write_knowledge(const KnowledgeDocument& document);

/// What a person wrote, without blanks around it.
[[nodiscard]] KnowledgeTerm tidied(KnowledgeTerm term);
[[nodiscard]] VerifiedQuery tidied(VerifiedQuery verified);

/// All that does not hold for one who sees the source like this, as faults with pointers into the
/// document.
[[nodiscard]] std::vector<Fault> faults_of(const KnowledgeDocument& document, const View& view);

/// Throws `Error` (invalid, `knowledge_invalid`) with all of them, when there are some.
void require_sound(const KnowledgeDocument& document, const View& view);
/// The same for faults that are known.
void require_none(std::vector<Fault> faults);

/// The document as what a source was taught: by the one who owns the file.
[[nodiscard]] Taught taught_by(KnowledgeDocument document, std::string author);

}  // namespace parlance::catalog
