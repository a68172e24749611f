#include "cli/settings.hpp"

#include "base/error.hpp"
#include "base/testing/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <CLI/App.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>

namespace parlance::cli {
namespace {

namespace fs = std::filesystem;

/// Variables and a file that are gone when the test ends.
class SettingsTest : public ::testing::Test {
protected:
    void TearDown() override {
        for (const std::string& name : set_)
            unsetenv(name.c_str());
    }

    void set(const std::string& name, const std::string& value) {
        setenv(name.c_str(), value.c_str(), 1);
        set_.push_back(name);
    }
    std::string file(std::string_view text) const {
        return "--config=" + folder_.file("parlance.toml", text);
    }
    static Config read(std::vector<std::string> words) {
        CLI::App app;
        const Settings settings(app);
        std::ranges::reverse(words);
        app.parse(words);
        return settings.read_config();
    }
    static std::string fault(std::vector<std::string> words) {
        try {
            (void)read(std::move(words));
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), "bad_setting");
            return error.message();
        }
        return "";
    }

    TemporaryFolder folder_;
    std::vector<std::string> set_;
};

TEST_F(SettingsTest, NeedsNothing) {
    const Config config = read({});
    EXPECT_EQ(config.listen, "127.0.0.1");
    EXPECT_EQ(config.port, 8080);
    EXPECT_EQ(registration_of(config), Registration::open);
}

TEST_F(SettingsTest, PutsFlagsBeforeVariablesBeforeTheFile) {
    const std::string from_file = file("port = 1\ntls-key = \"file\"\nlog-level = \"error\"\n");
    set("PARLANCE_PORT", "2");
    set("PARLANCE_TLS_KEY", "variable");
    const Config config = read({from_file, "--port", "3"});
    EXPECT_EQ(config.port, 3);
    EXPECT_EQ(config.tls_key, "variable");
    EXPECT_EQ(config.log_level, log::Level::error);
    EXPECT_TRUE(read({"--allow-private"}).allow_private);
    EXPECT_FALSE(read({"--allow-private=false"}).allow_private);
    set("PARLANCE_CONFIG", from_file.substr(9));
    EXPECT_EQ(read({}).log_level, log::Level::error);
}

TEST_F(SettingsTest, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(fault({"--port", "70000"}), "--port must be 0 to 65535.");
    EXPECT_EQ(fault({"--port", "x"}), "--port must be a whole number.");
    EXPECT_EQ(
        fault({"--registration", "all"}), "--registration must be one of open, first, invitation."
    );
    EXPECT_TRUE(fault({file("prot = 1\n")}).ends_with("has the unknown key prot."));
    EXPECT_TRUE(fault({file("[a]\nport = 1\n")}).ends_with("has the unknown key a.port."));
    EXPECT_TRUE(fault({"--config=/no/such/file"}).ends_with("cannot be read."));
    set("PARLANCE_THREADS", "-1");
    EXPECT_EQ(fault({}), "PARLANCE_THREADS must be 0 to 1024.");
}

TEST_F(SettingsTest, RefusesUnknownFlags) {
    EXPECT_THROW((void)read({"--prot", "1"}), CLI::ParseError);
}

TEST_F(SettingsTest, ExplainsEachSetting) {
    CLI::App app;
    const Settings settings(app);
    const std::string help = app.help();
    for (const json::Field& field : json::shape_of<Config>().fields) {
        EXPECT_FALSE(field.note.says.empty()) << field.name << " has no explanation";
        std::string flag(field.name);
        std::ranges::replace(flag, '_', '-');
        EXPECT_TRUE(help.contains("--" + flag)) << flag;
    }
}

}  // namespace
}  // namespace parlance::cli
