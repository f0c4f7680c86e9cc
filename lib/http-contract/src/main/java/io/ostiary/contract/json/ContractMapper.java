package io.ostiary.contract.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives REST endpoints and clients the suite's mapper. */
@ApplicationScoped
public class ContractMapper {

    /** The shared mapper. */
    @Produces
    @Singleton
    public ObjectMapper mapper() {
        return Json.MAPPER;
    }
}
