<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name />
        <message numerus="yes">
            <source>%n minute(s) for yourself</source>
            <translation>
                <numerusform>%n minute for yourself</numerusform>
                <numerusform>%n minutes for yourself</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) noted</source>
            <translation>
                <numerusform>%n thing noted</numerusform>
                <numerusform>%n things noted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) left</source>
            <translation>
                <numerusform>%n minute left</numerusform>
                <numerusform>%n minutes left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written.</source>
            <translation>
                <numerusform>%n file written.</numerusform>
                <numerusform>%n files written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n need help</source>
            <translation>
                <numerusform>%n needs help</numerusform>
                <numerusform>%n need help</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) together</source>
            <translation>
                <numerusform>%n minute together</numerusform>
                <numerusform>%n minutes together</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) kept, each with its own person.</source>
            <translation>
                <numerusform>%n run kept, with its own person.</numerusform>
                <numerusform>%n runs kept, each with its own person.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Begin with %n people</source>
            <translation>
                <numerusform>Begin with %n person</numerusform>
                <numerusform>Begin with %n people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{topic}, %n card(s)</source>
            <translation>
                <numerusform>{topic}, %n card</numerusform>
                <numerusform>{topic}, %n cards</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Try it for %n minute(s)</source>
            <translation>
                <numerusform>Try it for %n minute</numerusform>
                <numerusform>Try it for %n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s)</source>
            <translation>
                <numerusform>%n session</numerusform>
                <numerusform>%n sessions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n was here already</source>
            <translation>
                <numerusform>%n was here already</numerusform>
                <numerusform>%n were here already</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Stopped after %n minute(s).</source>
            <translation>
                <numerusform>Stopped after %n minute.</numerusform>
                <numerusform>Stopped after %n minutes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s).</source>
            <translation>
                <numerusform>%n session.</numerusform>
                <numerusform>%n sessions.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) wait on this computer until it can be reached.</source>
            <translation>
                <numerusform>%n session waits on this computer until it can be reached.</numerusform>
                <numerusform>%n sessions wait on this computer until it can be reached.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{done} of %n planned session(s).</source>
            <translation>
                <numerusform>{done} of %n planned session.</numerusform>
                <numerusform>{done} of %n planned sessions.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) so far.</source>
            <translation>
                <numerusform>%n session so far.</numerusform>
                <numerusform>%n sessions so far.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n hour</numerusform>
                <numerusform>%n hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) since you began:</source>
            <translation>
                <numerusform>%n session since you began:</numerusform>
                <numerusform>%n sessions since you began:</numerusform>
            </translation>
        </message>
    </context>
</TS>
