#include "auth/fields.hpp"

namespace parlance::auth {

namespace {

constexpr std::size_t username_max = 64;
constexpr std::size_t email_max = 254;
constexpr std::size_t tenant_name_max = 100;

bool is_alphanumeric(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
}

}  // namespace

bool is_username(std::string_view text) {
    const auto allowed = [](char letter) {
        return is_alphanumeric(letter) || letter == '.' || letter == '_' || letter == '-';
    };
    return !text.empty() && text.size() <= username_max && std::ranges::all_of(text, allowed);
}

bool is_email(std::string_view text) {
    const std::size_t at = text.find('@');
    const bool plain = std::ranges::all_of(text, [](char letter) {
        return static_cast<unsigned char>(letter) > ' ' && letter != 127 && letter != '<' &&
               letter != '>' && letter != ',';
    });
    return plain && text.size() <= email_max && at != std::string_view::npos && at > 0 &&
           at + 1 < text.size() && text.find('@', at + 1) == std::string_view::npos;
}

bool is_tenant_name(std::string_view text) {
    const bool plain = std::ranges::none_of(text, [](char letter) {
        return static_cast<unsigned char>(letter) < ' ' || letter == 127;
    });
    return plain && !text.empty() && text.size() <= tenant_name_max && text.front() != ' ' &&
           text.back() != ' ';
}

void check_fields(const AccountFields& fields, const PasswordRules& rules) {
    std::vector<Fault> faults;
    if (!is_username(fields.username)) {
        faults.push_back({"/username", "Use 1 to 64 letters, digits, dots, underscores or hyphens."}
        );
    }
    if (fields.email && !is_email(*fields.email))
        faults.push_back({"/email", "This is not an e-mail address."});
    if (fields.tenant_name && !is_tenant_name(*fields.tenant_name))
        faults.push_back({"/tenant_name", "Use 1 to 100 characters."});
    const std::vector<std::string> own{
        std::string(fields.username), fields.email.value_or(""), fields.tenant_name.value_or("")
    };
    if (fields.password != nullptr) {
        if (const auto fault = password_fault(fields.password->reveal(), own, rules))
            faults.push_back({"/password", *fault});
    }
    if (faults.empty()) return;
    throw Error(Failure::invalid, "invalid_fields", "Some of the fields cannot be taken.")
        .with_faults(std::move(faults));
}

}  // namespace parlance::auth
