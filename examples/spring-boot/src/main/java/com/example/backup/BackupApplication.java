package com.example.backup;

import io.github.netsession.Networks;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** A service that backs up over networks whose traffic is free. */
@SpringBootApplication
public class BackupApplication {

    /**
     * Starts the service.
     *
     * @param arguments those of Spring Boot
     */
    public static void main(String[] arguments) {
        SpringApplication.run(BackupApplication.class, arguments);
    }

    /**
     * The networks of this machine: one instance for the program. The container closes it after the beans that use it, which closes its sessions.
     *
     * @return the open instance
     */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    public Networks networks() {
        return Networks.open();
    }
}
