#include "ask/policy_check.hpp"

#include "base/error.hpp"
#include "base/ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace parlance::ask {

namespace {

constexpr proof::CheckSize size_on_change{.statements = 40, .time_ms = 1'000, .tables = 12};
constexpr std::size_t guises_on_change = 4;

/// The names behind `:user.` in a row rule.
void add_attributes(std::string_view rows, std::map<std::string, std::string>& to) {
    constexpr std::string_view mark = ":user.";
    const auto in_name = [](unsigned char letter) { return std::isalnum(letter) || letter == '_'; };
    for (std::size_t at = rows.find(mark); at != rows.npos; at = rows.find(mark)) {
        rows.remove_prefix(at + mark.size());
        const auto end = std::ranges::find_if_not(rows, in_name);
        // `1` goes with numbers and text alike.
        to.emplace(std::string(rows.begin(), end), "1");
    }
}

std::map<std::string, std::string> made_up_attributes(const guard::PolicyDocument& document) {
    std::map<std::string, std::string> made;
    for (const guard::PolicyRule& rule : document.rules) {
        for (const auto& [name, value] : rule.to.attributes)
            made.emplace(name, value);
        for (const auto& [_, table] : rule.tables)
            add_attributes(table.rows.value_or(""), made);
    }
    return made;
}

}  // namespace

std::vector<Guise> restricted_guises(const guard::PolicyDocument& document) {
    std::set<std::string> roles{"analyst", "viewer"};
    for (const guard::PolicyRule& rule : document.rules)
        roles.insert(rule.to.roles.begin(), rule.to.roles.end());
    for (const std::string& free : document.unrestricted)
        roles.erase(free);
    std::vector<Guise> made;
    for (const std::string& role : roles)
        made.push_back({.role = role, .attributes = made_up_attributes(document)});
    return made;
}

Task<proof::CheckReport> check_policy(
    Desk desk,
    Principal who,
    std::string connection_id,
    PolicyCheck check,
    std::stop_token stop
) {
    guard::Asker asker = co_await asker_of(desk.store, who, check.as);
    catalog::Through through =
        co_await desk.catalog.through(who, connection_id, asker, std::move(check.draft));
    require_sound(through.document, *through.whole);
    proof::CheckRequest request{.schema = through.whole, .document = std::move(through.document)};
    request.asker = std::move(asker);
    request.statements = std::move(check.statements);
    request.seed = check.seed;
    request.size = check.size;
    proof::Place place{desk.catalog.folder_of(who.tenant_id), "world-" + new_id(), desk.blocking};
    co_return co_await proof::check_two_worlds(std::move(request), std::move(place), stop);
}

Task<void> require_worlds_alike(
    Desk desk,
    Principal who,
    std::string connection_id,
    const guard::PolicyDocument& document,
    std::stop_token stop
) {
    std::vector<Fault> faults;
    std::vector<Guise> guises = restricted_guises(document);
    guises.resize(std::min(guises.size(), guises_on_change));
    for (const Guise& guise : guises) {
        PolicyCheck check{.as = guise, .draft = document, .size = size_on_change};
        const proof::CheckReport report =
            co_await check_policy(desk, who, connection_id, std::move(check), stop);
        for (const proof::Giveaway& one : report.differences)
            faults.push_back({"/document", fmt::format("{}: {}", *guise.role, one.sql)});
    }
    if (faults.empty()) co_return;
    throw Error(
        Failure::conflict,
        "policy_check_failed",
        "Statements tell what the policy hides, so it stays as it was. Look at them with "
        "/policies/check, or use force."
    )
        .with_faults(std::move(faults));
}

}  // namespace parlance::ask
