package io.github.webhook4j.examples.springboot;

import io.github.webhook4j.slack.OnSlack;
import io.github.webhook4j.slack.SlashAnswer;
import io.github.webhook4j.slack.model.Message;
import io.github.webhook4j.slack.model.SlashCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What Slack's events mean to this application. */
@Component
class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    @OnSlack("slash_command")
    SlashAnswer command(SlashCommand command) {
        return SlashAnswer.ephemeral("You said " + command.command() + " " + command.text());
    }

    @OnSlack("app_mention")
    void mentioned(Message message) {
        LOG.info("mentioned in {}", message.channel());
    }
}
