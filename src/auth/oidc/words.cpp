#include "auth/oidc/words.hpp"

#include "base/log.hpp"

namespace parlance::auth::oidc {

std::string word_of(const boost::json::object& fields, std::string_view name) {
    const boost::json::value* found = fields.if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string())
                                                  : std::string();
}

void unavailable(std::string_view part) {
    log::warning("oidc_unavailable", {{"part", part}});
    throw Error(
        Failure::upstream,
        "oidc_unavailable",
        "The sign-in provider cannot be reached, or does not answer as it should. Try again soon."
    );
}

void refused(std::string_view why) {
    log::warning("oidc_refused", {{"why", why}});
    throw Error(
        Failure::unauthenticated,
        "oidc_refused",
        "What the sign-in provider sent does not hold. Begin again from the sign-in page."
    );
}

}  // namespace parlance::auth::oidc
