#pragma once

#include "base/schema.hpp"
#include "guard/mask.hpp"
#include "guard/policy.hpp"
#include "guard/policy_document.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace parlance::guard {

/// Who asks, as far as policies know people.
struct Asker {
    std::string username;
    std::string role;
    std::map<std::string, std::string> attributes;
};

/// What a policy says that the source does not bear out: a column that is gone, a row rule that
/// does not resolve. What it concerns is hidden until somebody has looked.
struct Problem {
    std::string pointer;  ///< into the policy document (RFC 6901)
    std::string detail;
    bool about_asker = false;  ///< the policy is sound, the person lacks an attribute

    bool operator==(const Problem&) const = default;
};

/// A source through a person's eyes.
struct Sight {
    std::shared_ptr<const Schema> schema;  ///< only what may be known to exist, with masked types
    Policy policy;
    std::vector<Problem> problems;  ///< for administrators only
};

/// What has to be known beside the policy.
struct Surroundings {
    PseudonymKey key;
    /// 96 random bits in hex, of this process: part of the names of views, so that no statement can
    /// name one.
    std::string nonce;
    Limits limits;  ///< of the installation
};

/// What `who` sees of `schema` under the document. Fails closed: what the document names and the
/// source lacks hides what it may have meant. A view, a partition or an heir of a table that is
/// not clear for the person is hidden, unless a rule names it.
[[nodiscard]] Sight look(
    const PolicyDocument& document,
    std::shared_ptr<const Schema> schema,
    const Asker& who,
    const Surroundings& surroundings
);

/// Whether the document lets the person's role see everything.
[[nodiscard]] bool is_unrestricted(const PolicyDocument& document, const Asker& who);

/// What keeps the document from being stored: rules that do not parse or name what is not there,
/// masks that do not fit, tables of which nothing would be left.
[[nodiscard]] std::vector<Problem> faults_of(const PolicyDocument& document, const Schema& schema);

}  // namespace parlance::guard
