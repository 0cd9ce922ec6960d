package io.inkwell.system.hostile;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * The hostile clients once more, case by case, against the packaged server as a process of its own on a real PostgreSQL. Left out are only
 * the classes that need a fault inside the server.
 */
@Suite
@IncludeEngines("junit-jupiter")
@ConfigurationParameter(key = ChosenServer.PARAMETER, value = ChosenServer.REAL)
@SelectClasses({WhatIsNoMessageIsRefusedTest.class, WhatIsNoOperationIsRefusedTest.class,
    ABrokenFrameEndsOnlyItsOwnConnectionTest.class, ADocumentIsOpenedOnceByItsOwnClientTest.class,
    AFloodEndsOnlyItsOwnConnectionTest.class, RandomInputDisturbsNobodyTest.class,
    EverySubmissionIsTakenOnceTest.class, OddButLegalEditsAreStoredTest.class, ASilentClientIsLetGoTest.class,
    ADeafClientIsLetGoTest.class, ARightThatEndsEndsTheConnectionTest.class, AClientThatFallsBehindIsLetGoTest.class})
class HostileInputOverTheRealServerIT {}
