<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name />
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Größerer Text</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Kleinerer Text</translation>
        </message>
        <message>
            <source>Text as the system</source>
            <translation>Text wie im System</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Sperren</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Vollbild</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Bereiche</translation>
        </message>
        <message>
            <source>Strap not connected</source>
            <translation>Gurt nicht verbunden</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Verbinden</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Looking for your strap</source>
            <translation>Ihr Gurt wird gesucht</translation>
        </message>
        <message>
            <source>Connecting</source>
            <translation>Wird verbunden</translation>
        </message>
        <message>
            <source>Strap connected</source>
            <translation>Gurt verbunden</translation>
        </message>
        <message>
            <source>Strap out of reach</source>
            <translation>Gurt außer Reichweite</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
        <message>
            <source>Breathing guide</source>
            <translation>Atemführung</translation>
        </message>
        <message>
            <source>In {count}</source>
            <translation>Ein {count}</translation>
        </message>
        <message>
            <source>Out {count}</source>
            <translation>Aus {count}</translation>
        </message>
        <message>
            <source>Wait {count}</source>
            <translation>Warten {count}</translation>
        </message>
        <message>
            <source>At rest</source>
            <translation>In Ruhe</translation>
        </message>
        <message>
            <source>In {seconds} seconds</source>
            <translation>{seconds} Sekunden ein</translation>
        </message>
        <message>
            <source>wait {seconds}</source>
            <translation>{seconds} warten</translation>
        </message>
        <message>
            <source>out {seconds}</source>
            <translation>{seconds} aus</translation>
        </message>
        <message>
            <source>Rings: {count} of {all}</source>
            <translation>Ringe: {count} von {all}</translation>
        </message>
        <message>
            <source>settling in</source>
            <translation>Ankommen</translation>
        </message>
        <message>
            <source>finding the rhythm</source>
            <translation>den Rhythmus finden</translation>
        </message>
        <message>
            <source>breathing along</source>
            <translation>Mitatmen</translation>
        </message>
        <message>
            <source>undated</source>
            <translation>ohne Datum</translation>
        </message>
        <message>
            <source>ddd d MMM</source>
            <comment>short day</comment>
            <translation>ddd d. MMM</translation>
        </message>
        <message>
            <source>dddd d MMMM</source>
            <comment>long day</comment>
            <translation>dddd, d. MMMM</translation>
        </message>
        <message>
            <source>H:mm</source>
            <comment>time of day</comment>
            <translation>H:mm</translation>
        </message>
        <message>
            <source>{day}, {time}</source>
            <translation>{day}, {time} Uhr</translation>
        </message>
        <message>
            <source>Ctrl+T shows every chart as a table.</source>
            <translation>Strg+T zeigt jedes Diagramm als Tabelle.</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minuten</translation>
        </message>
        <message>
            <source>Week of</source>
            <translation>Woche ab</translation>
        </message>
        <message>
            <source>({low} to {high})</source>
            <translation>({low} bis {high})</translation>
        </message>
        <message>
            <source>Minute</source>
            <translation>Minute</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>lowest</source>
            <translation>niedrigster</translation>
        </message>
        <message>
            <source>highest</source>
            <translation>höchster</translation>
        </message>
        <message>
            <source>Closer</source>
            <translation>Näher</translation>
        </message>
        <message>
            <source>Wider</source>
            <translation>Weiter weg</translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>Früher</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Später</translation>
        </message>
        <message>
            <source>Minute {first} to {last}</source>
            <translation>Minute {first} bis {last}</translation>
        </message>
        <message>
            <source>{n} min</source>
            <translation>{n} min</translation>
        </message>
        <message>
            <source>Something did not work. Your records are safe. Close the app and start it again.</source>
            <translation>Etwas hat nicht geklappt. Ihre Daten sind sicher. Schließen Sie die App und starten Sie sie neu.</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Window opened, quieter now</source>
            <translation>Fenster geöffnet, jetzt ruhiger</translation>
        </message>
        <message>
            <source>Asked for a softer tone</source>
            <translation>Bat um einen leiseren Ton</translation>
        </message>
        <message>
            <source>Each at their own rate</source>
            <translation>Alle im eigenen Tempo</translation>
        </message>
        <message>
            <source>Shoulders dropped, jaw loose</source>
            <translation>Schultern gesunken, Kiefer locker</translation>
        </message>
        <message>
            <source>New person</source>
            <translation>Neue Person</translation>
        </message>
        <message>
            <source>Delete this session</source>
            <translation>Diese Übung löschen</translation>
        </message>
        <message>
            <source>Change the passphrase</source>
            <translation>Passwort ändern</translation>
        </message>
        <message>
            <source>Erase everything</source>
            <translation>Alles löschen</translation>
        </message>
        <message>
            <source>All right</source>
            <translation>In Ordnung</translation>
        </message>
        <message>
            <source>Press Tab to move, Enter to press, Esc to go back.</source>
            <translation>Tab geht weiter, Enter drückt, Esc führt zurück.</translation>
        </message>
        <message>
            <source>{place} - biofeedback</source>
            <translation>{place} - biofeedback</translation>
        </message>
        <message>
            <source>Text size {percent} %</source>
            <translation>Textgröße {percent} %</translation>
        </message>
        <message>
            <source>That did not work</source>
            <translation>Das ging nicht</translation>
        </message>
        <message>
            <source>What you began in Settings is done</source>
            <translation>Was Sie in den Einstellungen begonnen haben, ist fertig</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>Diary</source>
            <translation>Tagebuch</translation>
        </message>
        <message>
            <source>Learn</source>
            <translation>Wissen</translation>
        </message>
        <message>
            <source>All sessions</source>
            <translation>Alle Übungen</translation>
        </message>
        <message>
            <source>One session</source>
            <translation>Eine Übung</translation>
        </message>
        <message>
            <source>Compare two</source>
            <translation>Zwei vergleichen</translation>
        </message>
        <message>
            <source>Report or export</source>
            <translation>Bericht oder Export</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Übung</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Welcome</source>
            <translation>Willkommen</translation>
        </message>
        <message>
            <source>Your strap</source>
            <translation>Ihr Gurt</translation>
        </message>
        <message>
            <source>Your records</source>
            <translation>Ihre Daten</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personen</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Gruppe</translation>
        </message>
        <message>
            <source>Plans</source>
            <translation>Pläne</translation>
        </message>
        <message>
            <source>How are you now? Pain, 0 to 10.</source>
            <translation>Wie geht es Ihnen jetzt? Schmerz, 0 bis 10.</translation>
        </message>
        <message>
            <source>A number for this moment, not for the day. You can also skip this.</source>
            <translation>Eine Zahl für diesen Moment, nicht für den Tag. Sie können das auch überspringen.</translation>
        </message>
        <message>
            <source>The picture begins in the middle. Each round is a part of your session.</source>
            <translation>Das Bild beginnt in der Mitte. Jede Runde ist ein Teil Ihrer Übung.</translation>
        </message>
        <message>
            <source>The session is divided into twelve rounds of whole breaths. A round is wider the closer your heart went with your breath, and the line bends outwards where your heart was faster than its mean of a minute.</source>
            <translation>Die Übung ist in zwölf Runden aus ganzen Atemzügen geteilt. Je näher Ihr Herz dem Atem folgte, desto breiter ist eine Runde; nach außen biegt sich die Linie, wo Ihr Herz schneller war als im Mittel einer Minute.</translation>
        </message>
        <message>
            <source>How are you now?</source>
            <translation>Wie geht es Ihnen jetzt?</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Überspringen</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>if you like</source>
            <translation>wenn Sie mögen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>See the whole session</source>
            <translation>Ganze Übung ansehen</translation>
        </message>
        <message>
            <source>dddd d MMMM</source>
            <comment>date</comment>
            <translation>dddd, d. MMMM</translation>
        </message>
        <message>
            <source>{title} · {day}, {time}</source>
            <translation>{title} · {day}, {time} Uhr</translation>
        </message>
        <message>
            <source>Drawn by your heart. It starts in the middle.</source>
            <translation>Von Ihrem Herzen gezeichnet. Es beginnt in der Mitte.</translation>
        </message>
        <message>
            <source>Your breaths, from the middle out.</source>
            <translation>Ihre Atemzüge, von der Mitte nach außen.</translation>
        </message>
        <message>
            <source>One session says little. The weeks tell.</source>
            <translation>Eine Übung allein sagt wenig. Die Wochen erzählen mehr.</translation>
        </message>
        <message>
            <source>Discard this session?</source>
            <translation>Diese Übung verwerfen?</translation>
        </message>
        <message>
            <source>Its picture, its ratings and its heartbeats are taken out of your records.</source>
            <translation>Ihr Bild, ihre Einschätzungen und ihre Herzschläge werden aus Ihren Daten genommen.</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>{now} now</source>
            <translation>jetzt {now}</translation>
        </message>
        <message>
            <source>{before} before</source>
            <translation>vorher {before}</translation>
        </message>
        <message>
            <source>{before} before, {now} now</source>
            <translation>vorher {before}, jetzt {now}</translation>
        </message>
        <message>
            <source>The end of this session could not be saved. What came before is safe. The disk may be full: empty the trash, or move large files elsewhere.</source>
            <translation>Das Ende dieser Übung konnte nicht gespeichert werden. Was davor war, ist sicher. Vielleicht ist der Speicher voll: Leeren Sie den Papierkorb, oder legen Sie große Dateien anderswo ab.</translation>
        </message>
        <message>
            <source>A moment for yourself</source>
            <translation>Ein Moment für Sie</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) for yourself</source>
            <translation>
                <numerusform>%n Minute für Sie</numerusform>
                <numerusform>%n Minuten für Sie</numerusform>
            </translation>
        </message>
        <message>
            <source>One</source>
            <comment>number</comment>
            <translation>Eine</translation>
        </message>
        <message>
            <source>Two</source>
            <comment>number</comment>
            <translation>Zwei</translation>
        </message>
        <message>
            <source>Three</source>
            <comment>number</comment>
            <translation>Drei</translation>
        </message>
        <message>
            <source>Four</source>
            <comment>number</comment>
            <translation>Vier</translation>
        </message>
        <message>
            <source>Five</source>
            <comment>number</comment>
            <translation>Fünf</translation>
        </message>
        <message>
            <source>Six</source>
            <comment>number</comment>
            <translation>Sechs</translation>
        </message>
        <message>
            <source>Seven</source>
            <comment>number</comment>
            <translation>Sieben</translation>
        </message>
        <message>
            <source>Eight</source>
            <comment>number</comment>
            <translation>Acht</translation>
        </message>
        <message>
            <source>Nine</source>
            <comment>number</comment>
            <translation>Neun</translation>
        </message>
        <message>
            <source>Ten</source>
            <comment>number</comment>
            <translation>Zehn</translation>
        </message>
        <message>
            <source>Eleven</source>
            <comment>number</comment>
            <translation>Elf</translation>
        </message>
        <message>
            <source>Twelve</source>
            <comment>number</comment>
            <translation>Zwölf</translation>
        </message>
        <message>
            <source>Your heart followed your breath more closely at the end than at the start.</source>
            <translation>Ihr Herz folgte dem Atem am Ende enger als am Anfang.</translation>
        </message>
        <message>
            <source>Your heart followed your breath about as closely at the end as at the start.</source>
            <translation>Ihr Herz folgte dem Atem am Ende etwa so eng wie am Anfang.</translation>
        </message>
        <message>
            <source>Your heart followed less closely towards the end. That happens when one is tired; the practice counts.</source>
            <translation>Gegen Ende folgte Ihr Herz weniger eng. Das kommt vor, wenn man müde ist; das Üben zählt.</translation>
        </message>
        <message>
            <source>A calm time. The strap saw too little to draw your heart.</source>
            <translation>Eine ruhige Zeit. Der Gurt sah zu wenig, um Ihr Herz zu zeichnen.</translation>
        </message>
        <message>
            <source>A calm time. Your heartbeat was too irregular to draw. If this is new to you, ask your doctor.</source>
            <translation>Eine ruhige Zeit. Ihr Herzschlag war zu unregelmäßig zum Zeichnen. Wenn das neu für Sie ist, fragen Sie Ihre Ärztin oder Ihren Arzt.</translation>
        </message>
        <message>
            <source>Every minute counts.</source>
            <translation>Jede Minute zählt.</translation>
        </message>
        <message>
            <source>How are you right now?</source>
            <translation>Wie geht es Ihnen gerade?</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Beginnen</translation>
        </message>
        <message>
            <source>How are you right now? Pain, 0 to 10.</source>
            <translation>Wie geht es Ihnen gerade? Schmerz, 0 bis 10.</translation>
        </message>
        <message>
            <source>This is the numeric rating scale from 0 to 10. For pain, a change of two points is about the smallest that most people notice.</source>
            <translation>Das ist die numerische Skala von 0 bis 10. Beim Schmerz sind zwei Punkte etwa die kleinste Änderung, die die meisten bemerken.</translation>
        </message>
        <message>
            <source>Sessions, pick two</source>
            <translation>Übungen, wählen Sie zwei</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Choose two others</source>
            <translation>Zwei andere wählen</translation>
        </message>
        <message>
            <source>Both waves stand on one scale and over the same minutes. The sentence compares the rise and fall with each led breath; less than one beat a minute is called alike.</source>
            <translation>Beide Wellen haben dieselbe Skala und dieselben Minuten. Der Satz vergleicht das Auf und Ab mit jedem geführten Atemzug; weniger als ein Schlag pro Minute gilt als gleich.</translation>
        </message>
        <message>
            <source>Pick two pictures.</source>
            <translation>Wählen Sie zwei Bilder.</translation>
        </message>
        <message>
            <source>Two sessions say little. The weeks tell.</source>
            <translation>Zwei Übungen sagen wenig. Die Wochen erzählen mehr.</translation>
        </message>
        <message>
            <source>Your heartbeat was too irregular in one of the two to compare their waves.</source>
            <translation>Bei einer der beiden Übungen war Ihr Herzschlag zu unregelmäßig, um die Wellen zu vergleichen.</translation>
        </message>
        <message>
            <source>One of the two has too little signal to compare their waves.</source>
            <translation>Eine der beiden hat zu wenig Signal, um die Wellen zu vergleichen.</translation>
        </message>
        <message>
            <source>In both, your heart rose and fell by about {swing} beats a minute.</source>
            <translation>In beiden stieg und sank Ihr Puls um etwa {swing} Schläge pro Minute.</translation>
        </message>
        <message>
            <source>Your heart rose and fell by {after} beats a minute, in the earlier by {before}.</source>
            <translation>Ihr Puls stieg und sank um {after} Schläge pro Minute, in der früheren Übung um {before}.</translation>
        </message>
        <message>
            <source>Your heart rose and fell by {after} beats a minute, in the earlier by {before}. That happens when one is tired; the practice counts.</source>
            <translation>Ihr Puls stieg und sank um {after} Schläge pro Minute, in der früheren Übung um {before}. Das kommt vor, wenn man müde ist; das Üben zählt.</translation>
        </message>
        <message>
            <source>{earlier} and {later}</source>
            <translation>{earlier} und {later}</translation>
        </message>
        <message>
            <source>Tap what was part of your day. It is saved at once.</source>
            <translation>Tippen Sie an, was zu Ihrem Tag gehörte. Es wird sofort gespeichert.</translation>
        </message>
        <message>
            <source>What weighed on you</source>
            <translation>Was Sie belastet hat</translation>
        </message>
        <message>
            <source>What you did for yourself</source>
            <translation>Was Sie für sich getan haben</translation>
        </message>
        <message>
            <source>Pain on average today</source>
            <translation>Schmerz im Durchschnitt, heute</translation>
        </message>
        <message>
            <source>no pain</source>
            <translation>kein Schmerz</translation>
        </message>
        <message>
            <source>the worst you can imagine</source>
            <translation>das Schlimmste, was Sie sich vorstellen können</translation>
        </message>
        <message>
            <source>{day}. Nothing noted.</source>
            <translation>{day}. Nichts notiert.</translation>
        </message>
        <message>
            <source>{day}. {things}, chosen.</source>
            <translation>{day}. {things}, gewählt.</translation>
        </message>
        <message>
            <source>Two taps are enough. A second tap takes it back. Arrow keys show other days.</source>
            <translation>Zwei Mal tippen genügt. Noch einmal tippen nimmt es zurück. Pfeiltasten zeigen andere Tage.</translation>
        </message>
        <message>
            <source>After some weeks, what you note is set beside your pain, so that you can see what often comes together. That is no proof of a cause. Medicine is only noted, to see whether less is needed; nothing here advises any.</source>
            <translation>Nach einigen Wochen steht, was Sie notieren, neben Ihrem Schmerz: So sehen Sie, was oft zusammen kommt. Ein Beweis für eine Ursache ist das nicht. Medikamente werden nur notiert, um zu sehen, ob weniger nötig sind; empfohlen wird hier keines.</translation>
        </message>
        <message>
            <source>{thing}, noted</source>
            <translation>{thing}, notiert</translation>
        </message>
        <message>
            <source>{thing}, taken back</source>
            <translation>{thing}, zurückgenommen</translation>
        </message>
        <message>
            <source>Noted. These questions come again in a week.</source>
            <translation>Notiert. Diese Fragen kommen in einer Woche wieder.</translation>
        </message>
        <message>
            <source>Once a week: the last seven days</source>
            <translation>Einmal pro Woche: die letzten sieben Tage</translation>
        </message>
        <message>
            <source>not at all</source>
            <translation>gar nicht</translation>
        </message>
        <message>
            <source>completely</source>
            <translation>völlig</translation>
        </message>
        <message>
            <source>Pain on average</source>
            <translation>Schmerz im Durchschnitt</translation>
        </message>
        <message>
            <source>It interfered with enjoying life</source>
            <translation>Er beeinträchtigte die Lebensfreude</translation>
        </message>
        <message>
            <source>It interfered with what you do</source>
            <translation>Er beeinträchtigte den Alltag</translation>
        </message>
        <message>
            <source>Keep these three</source>
            <translation>Diese drei speichern</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Tage</translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) noted</source>
            <translation>
                <numerusform>%n notiert</numerusform>
                <numerusform>%n notiert</numerusform>
            </translation>
        </message>
        <message>
            <source>nothing noted</source>
            <translation>nichts notiert</translation>
        </message>
        <message>
            <source>dddd, d MMMM</source>
            <comment>a day, as Qt writes dates</comment>
            <translation>dddd, d. MMMM</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <source>Start a timer</source>
            <translation>Zeit nehmen</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n Minute</numerusform>
                <numerusform>%n Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>Something else</source>
            <translation>Etwas anderes</translation>
        </message>
        <message>
            <source>in your own words</source>
            <translation>in eigenen Worten</translation>
        </message>
        <message>
            <source>Note it</source>
            <translation>Notieren</translation>
        </message>
        <message>
            <source>That is enough</source>
            <translation>Das genügt</translation>
        </message>
        <message>
            <source>Do not note the time</source>
            <translation>Zeit nicht notieren</translation>
        </message>
        <message>
            <source>Take the cold off now</source>
            <translation>Nehmen Sie die Kälte jetzt weg</translation>
        </message>
        <message>
            <source>Take the warmth off now</source>
            <translation>Nehmen Sie die Wärme jetzt weg</translation>
        </message>
        <message>
            <source>Twenty minutes are over. They are noted.</source>
            <translation>Zwanzig Minuten sind vorbei. Sie sind notiert.</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) left</source>
            <translation>
                <numerusform>noch %n Minute</numerusform>
                <numerusform>noch %n Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>The last minute</source>
            <translation>Die letzte Minute</translation>
        </message>
        <message>
            <source>A dry cloth between, never on numb skin, and stay awake. It ends by itself after 20 minutes.</source>
            <translation>Ein trockenes Tuch dazwischen, nie auf tauber Haut, und bleiben Sie wach. Nach 20 Minuten endet es von selbst.</translation>
        </message>
        <message>
            <source>Comfortably warm, a cloth between, and stay awake. It ends by itself after 20 minutes.</source>
            <translation>Angenehm warm, ein Tuch dazwischen, und bleiben Sie wach. Nach 20 Minuten endet es von selbst.</translation>
        </message>
        <message>
            <source>To keep, to print, or to hand on.</source>
            <translation>Zum Behalten, Drucken oder Weitergeben.</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>For me</source>
            <translation>Für mich</translation>
        </message>
        <message>
            <source>For my therapist</source>
            <translation>Für die Therapie</translation>
        </message>
        <message>
            <source>For whom</source>
            <translation>Für wen</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>My name may stand in the file</source>
            <translation>Mein Name darf in der Datei stehen</translation>
        </message>
        <message>
            <source>Save as a file</source>
            <translation>Als Datei speichern</translation>
        </message>
        <message>
            <source>A report is for reading. CSV, EDF+ and recordings are for other programs.</source>
            <translation>Ein Bericht ist zum Lesen. CSV, EDF+ und Aufzeichnungen sind für andere Programme.</translation>
        </message>
        <message>
            <source>CSV: beats, intervals and figures as tables. EDF+: the raw ECG with notes in it, for programs of clinics. Recording: everything the strap sent, to be replayed here.</source>
            <translation>CSV: Schläge, Intervalle und Werte als Tabellen. EDF+: das rohe EKG mit Notizen, für Programme von Kliniken. Aufzeichnung: alles, was der Gurt gesendet hat, um es hier wieder abzuspielen.</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>A file that is written is not encrypted: whoever has it can read it.</source>
            <translation>Die geschriebene Datei ist nicht verschlüsselt: Wer sie hat, kann sie lesen.</translation>
        </message>
        <message>
            <source>Every session becomes a file of its own, in a new folder.</source>
            <translation>Jede Übung wird eine eigene Datei, in einem neuen Ordner.</translation>
        </message>
        <message>
            <source>biofeedback</source>
            <comment>name of a file</comment>
            <translation>biofeedback</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written.</source>
            <translation>
                <numerusform>%n Datei geschrieben.</numerusform>
                <numerusform>%n Dateien geschrieben.</numerusform>
            </translation>
        </message>
        <message>
            <source>Written.</source>
            <translation>Geschrieben.</translation>
        </message>
        <message>
            <source>Not encrypted: whoever has it can read it.</source>
            <translation>Nicht verschlüsselt: Wer sie hat, kann sie lesen.</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>Web page</source>
            <translation>Webseite</translation>
        </message>
        <message>
            <source>CSV</source>
            <translation>CSV</translation>
        </message>
        <message>
            <source>EDF+</source>
            <translation>EDF+</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Aufzeichnung</translation>
        </message>
        <message>
            <source>A report to print or to send.</source>
            <translation>Ein Bericht zum Drucken oder Verschicken.</translation>
        </message>
        <message>
            <source>A report that opens in every browser, also without a network.</source>
            <translation>Ein Bericht, den jeder Browser öffnet, auch ohne Netz.</translation>
        </message>
        <message>
            <source>Tables for a spreadsheet.</source>
            <translation>Tabellen für die Tabellenkalkulation.</translation>
        </message>
        <message>
            <source>The raw signals, for programs of clinics.</source>
            <translation>Die rohen Signale, für Programme von Kliniken.</translation>
        </message>
        <message>
            <source>Everything the strap sent, to be opened here again.</source>
            <translation>Alles, was der Gurt gesendet hat, um es hier wieder zu öffnen.</translation>
        </message>
        <message>
            <source>To my first session</source>
            <translation>Zu meiner ersten Übung</translation>
        </message>
        <message>
            <source>Calm breathing, seen by your heart.</source>
            <translation>Ruhig atmen, am Herzen abgelesen.</translation>
        </message>
        <message>
            <source>For people with neck or back pain that comes back. It may help you relax and cope. It does not examine or treat you.</source>
            <translation>Für Menschen mit wiederkehrenden Nacken- oder Rückenschmerzen. Es kann Ihnen helfen, zu entspannen und zurechtzukommen. Es untersucht und behandelt Sie nicht.</translation>
        </message>
        <message>
            <source>A shape that breathes over still water, and the wave of a heart.</source>
            <translation>Eine Form, die über stillem Wasser atmet, und die Welle eines Herzens.</translation>
        </message>
        <message>
            <source>I am a professional</source>
            <translation>Ich bin Fachperson</translation>
        </message>
        <message>
            <source>Six short steps. You can go back at any time; nothing is lost.</source>
            <translation>Sechs kurze Schritte. Sie können jederzeit zurück; es geht nichts verloren.</translation>
        </message>
        <message>
            <source>It asks about your health, how you like to read, and finds your strap.</source>
            <translation>Sie werden nach Ihrer Gesundheit gefragt und wie Sie gern lesen; dann wird Ihr Gurt gesucht.</translation>
        </message>
        <message>
            <source>Tick what is true for you. It stays on this computer.</source>
            <translation>Kreuzen Sie an, was auf Sie zutrifft. Es bleibt auf diesem Computer.</translation>
        </message>
        <message>
            <source>Slow breathing and relaxing are gentle, and still not for everybody at any time. Some kinds of pain should be seen by a professional first.</source>
            <translation>Langsames Atmen und Entspannen sind sanft, und doch nicht für alle zu jeder Zeit. Manche Schmerzen sollte zuerst eine Fachperson ansehen.</translation>
        </message>
        <message>
            <source>None of these</source>
            <translation>Nichts davon</translation>
        </message>
        <message>
            <source>Is one of these true for you?</source>
            <translation>Trifft etwas davon auf Sie zu?</translation>
        </message>
        <message>
            <source>And your pain?</source>
            <translation>Und Ihr Schmerz?</translation>
        </message>
        <message>
            <source>Is one of these true?</source>
            <translation>Trifft etwas davon zu?</translation>
        </message>
        <message>
            <source>This may well be fine for you. Someone who knows you should say so.</source>
            <translation>Vielleicht ist es für Sie völlig in Ordnung. Das sollte jemand sagen, der Sie kennt.</translation>
        </message>
        <message>
            <source>Please ask a professional first.</source>
            <translation>Bitte fragen Sie zuerst eine Fachperson.</translation>
        </message>
        <message>
            <source>You ticked</source>
            <translation>Sie haben angekreuzt</translation>
        </message>
        <message>
            <source>I have asked, and it is fine</source>
            <translation>Ich habe gefragt, und es passt</translation>
        </message>
        <message>
            <source>Look around without a session</source>
            <translation>Ohne Übung umsehen</translation>
        </message>
        <message>
            <source>How do you like to read?</source>
            <translation>Wie lesen Sie gern?</translation>
        </message>
        <message>
            <source>Slow breathing makes the heart's wave larger.</source>
            <translation>Langsames Atmen macht die Herzwelle größer.</translation>
        </message>
        <message>
            <source>At about six breaths a minute, breathing and blood-pressure rhythms coincide and heart rate variability grows.</source>
            <translation>Bei etwa sechs Atemzügen pro Minute fallen die Rhythmen von Atem und Blutdruck zusammen, und die Herzratenvariabilität wächst.</translation>
        </message>
        <message>
            <source>Plain</source>
            <translation>Einfach</translation>
        </message>
        <message>
            <source>Fuller</source>
            <translation>Ausführlich</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>Texte</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Textgröße</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Hoher Kontrast</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>This suits me</source>
            <translation>So passt es mir</translation>
        </message>
        <message>
            <source>Everything here applies at once. You can change it later in Settings.</source>
            <translation>Alles hier gilt sofort. Sie können es später in den Einstellungen ändern.</translation>
        </message>
        <message>
            <source>The fuller reading adds mechanisms, figures and sources.</source>
            <translation>Die ausführliche Fassung ergänzt Wirkweisen, Zahlen und Quellen.</translation>
        </message>
        <message>
            <source>Switch on the straps, or hold one close.</source>
            <translation>Schalten Sie die Gurte ein, oder halten Sie einen nah heran.</translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n Person</numerusform>
                <numerusform>%n Personen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n need help</source>
            <translation>
                <numerusform>%n braucht Hilfe</numerusform>
                <numerusform>%n brauchen Hilfe</numerusform>
            </translation>
        </message>
        <message>
            <source>Who needs help comes first. Space pauses all, Esc asks whether to stop, 1 to 9 open a tile, 0 goes back. A: seen. B: projector dark. M: marker. N: note.</source>
            <translation>Wer Hilfe braucht, steht vorn. Die Leertaste macht für alle Pause, Esc fragt, ob beendet werden soll, 1 bis 9 öffnen eine Kachel, 0 geht zurück. A: gesehen. B: Beamer dunkel. M: Markierung. N: Notiz.</translation>
        </message>
        <message>
            <source>First who has no contact, then out of reach, irregular, breathing fast, battery low; then by seat. The states are the zones of the score: settling in, finding the rhythm, breathing along. The group's ring holds one ring for each person, as wide as the share of the time in their own zone.</source>
            <translation>Zuerst wer keinen Kontakt hat, dann außer Reichweite, unregelmäßig, schnelle Atmung, Batterie schwach; danach nach Plätzen. Die Zustände sind die Zonen der Übereinstimmung: Kommt an, Findet den Rhythmus, Atmet mit. Der Ring der Gruppe hat für jede Person einen Ring, so breit wie ihr Anteil der Zeit in der eigenen Zone.</translation>
        </message>
        <message>
            <source>Keep resting</source>
            <translation>Weiter ruhen</translation>
        </message>
        <message>
            <source>Everybody rests meanwhile. What was done so far is kept.</source>
            <translation>Alle ruhen inzwischen. Was bisher war, bleibt erhalten.</translation>
        </message>
        <message>
            <source>Stop for everyone?</source>
            <translation>Für alle beenden?</translation>
        </message>
        <message>
            <source>Stop for everyone</source>
            <translation>Für alle beenden</translation>
        </message>
        <message>
            <source>Projector dark</source>
            <translation>Beamer dunkel</translation>
        </message>
        <message>
            <source>Projector on</source>
            <translation>Beamer an</translation>
        </message>
        <message>
            <source>Projector</source>
            <translation>Beamer</translation>
        </message>
        <message>
            <source>Projector is dark</source>
            <translation>Beamer ist dunkel</translation>
        </message>
        <message>
            <source>Projector on display {number}: pacer only</source>
            <translation>Beamer auf Bildschirm {number}: nur die Atemführung</translation>
        </message>
        <message>
            <source>Projector in a window: pacer only</source>
            <translation>Beamer in einem Fenster: nur die Atemführung</translation>
        </message>
        <message>
            <source>on</source>
            <translation>an</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>People of the group</source>
            <translation>Menschen der Gruppe</translation>
        </message>
        <message>
            <source>All people</source>
            <translation>Alle Personen</translation>
        </message>
        <message>
            <source>Stop for one</source>
            <translation>Nur hier beenden</translation>
        </message>
        <message>
            <source>Go on for one</source>
            <translation>Hier weiter</translation>
        </message>
        <message>
            <source>Pause for one</source>
            <translation>Nur hier Pause</translation>
        </message>
        <message>
            <source>Say: {words}.</source>
            <translation>Sagen Sie: {words}.</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Heart and breath</source>
            <translation>Herz und Atem</translation>
        </message>
        <message>
            <source>heart rate, beats/min; shade: pacer</source>
            <translation>Puls, Schläge/min; Schatten: Atemführung</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>Miteinander</translation>
        </message>
        <message>
            <source>Pause all</source>
            <translation>Pause für alle</translation>
        </message>
        <message>
            <source>Stop all</source>
            <translation>Alle beenden</translation>
        </message>
        <message>
            <source>Write a note for everybody</source>
            <translation>Notiz für alle schreiben</translation>
        </message>
        <message>
            <source>All go on</source>
            <translation>Alle weiter</translation>
        </message>
        <message>
            <source>Noted</source>
            <translation>Notiert</translation>
        </message>
        <message>
            <source>The session goes on. Show it again when the display is back.</source>
            <translation>Die Übung geht weiter. Zeigen Sie ihn wieder, sobald der Bildschirm zurück ist.</translation>
        </message>
        <message>
            <source>The projector's display has gone</source>
            <translation>Der Bildschirm des Beamers ist weg</translation>
        </message>
        <message>
            <source>Write a note for everybody at {time}</source>
            <translation>Notiz für alle bei {time} schreiben</translation>
        </message>
        <message>
            <source>Everybody is led back into the breath.</source>
            <translation>Alle werden zurück in den Atem geführt.</translation>
        </message>
        <message>
            <source>Everybody rests. Nothing is lost.</source>
            <translation>Alle ruhen. Nichts geht verloren.</translation>
        </message>
        <message>
            <source>Same pacer for all.</source>
            <translation>Eine Atemführung für alle.</translation>
        </message>
        <message>
            <source>Each at their own rate.</source>
            <translation>Alle im eigenen Tempo.</translation>
        </message>
        <message>
            <source>Same pacer for all, {rate} a minute.</source>
            <translation>Eine Atemführung für alle, {rate} pro Minute.</translation>
        </message>
        <message>
            <source>Sorted by who needs help.</source>
            <translation>Wer Hilfe braucht, steht vorn.</translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) together</source>
            <translation>
                <numerusform>%n Minute gemeinsam</numerusform>
                <numerusform>%n Minuten gemeinsam</numerusform>
            </translation>
        </message>
        <message>
            <source>Stay as long as you like.</source>
            <translation>Bleiben Sie, solange Sie mögen.</translation>
        </message>
        <message>
            <source>Calm breathing, together.</source>
            <translation>Ruhiges Atmen, gemeinsam.</translation>
        </message>
        <message>
            <source>Each ring is one person, and nobody is told whose it is.</source>
            <translation>Jeder Ring ist eine Person, und niemand erfährt, wessen er ist.</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) kept, each with its own person.</source>
            <translation>
                <numerusform>%n Übung gespeichert, bei der eigenen Person.</numerusform>
                <numerusform>%n Übungen gespeichert, jede bei der eigenen Person.</numerusform>
            </translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Report of this group</source>
            <translation>Bericht über diese Gruppe</translation>
        </message>
        <message>
            <source>group</source>
            <comment>name of a file</comment>
            <translation>Gruppe</translation>
        </message>
        <message>
            <source>PDF (*.pdf);;Web page (*.html)</source>
            <translation>PDF (*.pdf);;Webseite (*.html)</translation>
        </message>
        <message>
            <source>Projector - biofeedback</source>
            <translation>Beamer - biofeedback</translation>
        </message>
        <message>
            <source>And on, from where you were</source>
            <translation>Und weiter, von da, wo Sie waren</translation>
        </message>
        <message>
            <source>Rest a moment. Breathe as you like.</source>
            <translation>Ruhen Sie einen Moment. Atmen Sie, wie Sie mögen.</translation>
        </message>
        <message>
            <source>Each at your own pace</source>
            <translation>Alle im eigenen Tempo</translation>
        </message>
        <message>
            <source>The group's ring</source>
            <translation>Der Ring der Gruppe</translation>
        </message>
        <message>
            <source>The ring grows as the group breathes.</source>
            <translation>Der Ring wächst, während die Gruppe atmet.</translation>
        </message>
        <message>
            <source>Together: {words}.</source>
            <translation>Gemeinsam: {words}.</translation>
        </message>
        <message>
            <source>Their own zone is not known yet.</source>
            <translation>Die eigene Zone ist noch nicht bekannt.</translation>
        </message>
        <message>
            <source>So far: {words}.</source>
            <translation>Bisher: {words}.</translation>
        </message>
        <message>
            <source>most of the time in their own zone</source>
            <translation>die meiste Zeit in der eigenen Zone</translation>
        </message>
        <message>
            <source>about half of the time in their own zone</source>
            <translation>etwa die halbe Zeit in der eigenen Zone</translation>
        </message>
        <message>
            <source>a part of the time in their own zone</source>
            <translation>einen Teil der Zeit in der eigenen Zone</translation>
        </message>
        <message>
            <source>Marked</source>
            <translation>Markiert</translation>
        </message>
        <message>
            <source>{alias}, seen</source>
            <translation>{alias}, gesehen</translation>
        </message>
        <message>
            <source>Volume {volume} of 10</source>
            <translation>Lautstärke {volume} von 10</translation>
        </message>
        <message>
            <source>Silent</source>
            <translation>Stumm</translation>
        </message>
        <message>
            <source>Taking part</source>
            <translation>Wer mitmacht</translation>
        </message>
        <message>
            <source>Nobody yet. Hold one strap close to the computer, or choose one.</source>
            <translation>Noch niemand. Halten Sie einen Gurt nah an den Computer, oder wählen Sie einen.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove {alias}</source>
            <translation>{alias} entfernen</translation>
        </message>
        <message>
            <source>battery {percent} %</source>
            <translation>Batterie {percent} %</translation>
        </message>
        <message>
            <source>One strap for each. An alias is enough.</source>
            <translation>Für jeden ein Gurt. Ein Kürzel genügt.</translation>
        </message>
        <message>
            <source>Everybody whose strap is here</source>
            <translation>Alle, deren Gurt da ist</translation>
        </message>
        <message>
            <source>Let the straps go</source>
            <translation>Gurte freigeben</translation>
        </message>
        <message numerus="yes">
            <source>Begin with %n people</source>
            <translation>
                <numerusform>Mit %n Person beginnen</numerusform>
                <numerusform>Mit %n Personen beginnen</numerusform>
            </translation>
        </message>
        <message>
            <source>All {count} seats are taken.</source>
            <translation>Alle {count} Plätze sind belegt.</translation>
        </message>
        <message>
            <source>Which session</source>
            <translation>Welche Übung</translation>
        </message>
        <message>
            <source>Pace</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Same pacer for all</source>
            <translation>Eine Atemführung für alle</translation>
        </message>
        <message>
            <source>Each person can hear their own breath tone on an output of their own.</source>
            <translation>Jede Person kann ihren eigenen Atemton auf einem eigenen Ausgang hören.</translation>
        </message>
        <message>
            <source>This computer has one sound output. At their own rates, sessions run silently.</source>
            <translation>Dieser Computer hat einen Tonausgang. Im eigenen Tempo läuft die Übung ohne Ton.</translation>
        </message>
        <message>
            <source>Sound for {alias}</source>
            <translation>Ton für {alias}</translation>
        </message>
        <message>
            <source>A session goes on. Stop it first.</source>
            <translation>Eine Übung läuft noch. Beenden Sie sie zuerst.</translation>
        </message>
        <message>
            <source>Bluetooth is full</source>
            <translation>Bluetooth ist voll</translation>
        </message>
        <message>
            <source>One session broke off</source>
            <translation>Eine Übung ist abgebrochen</translation>
        </message>
        <message>
            <source>No contact</source>
            <translation>Kein Kontakt</translation>
        </message>
        <message>
            <source>Moisten the pads</source>
            <translation>Bitte die Pads anfeuchten</translation>
        </message>
        <message>
            <source>Out of reach</source>
            <translation>Außer Reichweite</translation>
        </message>
        <message>
            <source>Sit a little closer</source>
            <translation>Bitte etwas näher rücken</translation>
        </message>
        <message>
            <source>Irregular</source>
            <translation>Unregelmäßig</translation>
        </message>
        <message>
            <source>Breathe as you like</source>
            <translation>Atmen Sie, wie Sie mögen</translation>
        </message>
        <message>
            <source>Breathing fast</source>
            <translation>Atmet schnell</translation>
        </message>
        <message>
            <source>Smaller and easier</source>
            <translation>kleiner und leichter</translation>
        </message>
        <message>
            <source>Battery low</source>
            <translation>Batterie schwach</translation>
        </message>
        <message>
            <source>Enough for today</source>
            <translation>Reicht für heute</translation>
        </message>
        <message>
            <source>Strap is busy</source>
            <translation>Gurt ist vergeben</translation>
        </message>
        <message>
            <source>Close the app on your phone</source>
            <translation>Bitte die App am Telefon schließen</translation>
        </message>
        <message>
            <source>Needs a look</source>
            <translation>Bitte nachsehen</translation>
        </message>
        <message>
            <source>Take the strap off and on again</source>
            <translation>Den Gurt einmal ab- und wieder anlegen</translation>
        </message>
        <message>
            <source>Guest {number}</source>
            <translation>Gast {number}</translation>
        </message>
        <message>
            <source>Done for today</source>
            <translation>Für heute getan</translation>
        </message>
        <message>
            <source>Resting</source>
            <translation>Ruht</translation>
        </message>
        <message>
            <source>Settling in</source>
            <translation>Kommt an</translation>
        </message>
        <message>
            <source>Finding the rhythm</source>
            <translation>Findet den Rhythmus</translation>
        </message>
        <message>
            <source>Breathing along</source>
            <translation>Atmet mit</translation>
        </message>
        <message>
            <source>No strap</source>
            <translation>Kein Gurt</translation>
        </message>
        <message>
            <source>Looking for the strap</source>
            <translation>Der Gurt wird gesucht</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <source>{rate} a minute: smaller, easier</source>
            <translation>{rate} pro Minute: kleiner, leichter</translation>
        </message>
        <message>
            <source>Pace {rate}</source>
            <translation>Tempo {rate}</translation>
        </message>
        <message>
            <source>seen</source>
            <translation>gesehen</translation>
        </message>
        <message>
            <source>Straps in reach</source>
            <translation>Gurte in Reichweite</translation>
        </message>
        <message>
            <source>{alias} wore it last</source>
            <translation>zuletzt von {alias} getragen</translation>
        </message>
        <message>
            <source>Or a new alias</source>
            <translation>Oder ein neues Kürzel</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Who wears {strap}?</source>
            <translation>Wer trägt {strap}?</translation>
        </message>
        <message>
            <source>Hold one strap close to the computer: its row moves to the top.</source>
            <translation>Halten Sie einen Gurt nah an den Computer: Seine Zeile rückt nach oben.</translation>
        </message>
        <message>
            <source>Opens large. Key: {key}</source>
            <translation>Öffnet groß. Taste: {key}</translation>
        </message>
        <message>
            <source>Opens large.</source>
            <translation>Öffnet groß.</translation>
        </message>
        <message>
            <source>Short cards to read when you like. Two minutes each.</source>
            <translation>Kurze Karten, wann Sie mögen. Je zwei Minuten.</translation>
        </message>
        <message numerus="yes">
            <source>{topic}, %n card(s)</source>
            <translation>
                <numerusform>{topic}, %n Karte</numerusform>
                <numerusform>{topic}, %n Karten</numerusform>
            </translation>
        </message>
        <message>
            <source>Plain or fuller, as you like: each card has a switch.</source>
            <translation>Einfach oder ausführlich, wie Sie mögen: Jede Karte hat einen Schalter.</translation>
        </message>
        <message>
            <source>The fuller reading adds how it works, how large the effect is, and the sources. Where nothing reliable is known, the card says so.</source>
            <translation>Die ausführliche Fassung ergänzt, wie es wirkt, wie groß die Wirkung ist, und die Quellen. Wo nichts Verlässliches bekannt ist, sagt es die Karte.</translation>
        </message>
        <message>
            <source>{title}, read</source>
            <translation>{title}, gelesen</translation>
        </message>
        <message>
            <source>Plain or fuller, as you like: the switch holds for all cards.</source>
            <translation>Einfach oder ausführlich, wie Sie mögen: Der Schalter gilt für alle Karten.</translation>
        </message>
        <message>
            <source>Sources are named with their DOI where there is one.</source>
            <translation>Quellen sind mit ihrer DOI genannt, wo es eine gibt.</translation>
        </message>
        <message>
            <source>{topic} · card {number} of {count}</source>
            <translation>{topic} · Karte {number} von {count}</translation>
        </message>
        <message>
            <source>All cards</source>
            <translation>Alle Karten</translation>
        </message>
        <message>
            <source>Next: {title}</source>
            <translation>Weiter: {title}</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Read aloud</source>
            <translation>Vorlesen</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>Nicht mehr vorlesen</translation>
        </message>
        <message>
            <source>This computer has no voice for this language.</source>
            <translation>Dieser Computer hat keine Stimme für diese Sprache.</translation>
        </message>
        <message>
            <source>Try it for three minutes</source>
            <translation>Drei Minuten ausprobieren</translation>
        </message>
        <message numerus="yes">
            <source>Try it for %n minute(s)</source>
            <translation>
                <numerusform>%n Minute ausprobieren</numerusform>
                <numerusform>%n Minuten ausprobieren</numerusform>
            </translation>
        </message>
        <message>
            <source>How it works.</source>
            <translation>Wie es wirkt.</translation>
        </message>
        <message>
            <source>How much it does.</source>
            <translation>Wie viel es bewirkt.</translation>
        </message>
        <message>
            <source>Review article on integrative care for acute and recurring pain</source>
            <translation>Übersichtsarbeit zur integrativen Behandlung akuter und wiederkehrender Schmerzen</translation>
        </message>
        <message>
            <source>Sources: {names}</source>
            <translation>Quellen: {names}</translation>
        </message>
        <message>
            <source>your breath</source>
            <translation>Ihr Atem</translation>
        </message>
        <message>
            <source>your heart rate</source>
            <translation>Ihr Puls</translation>
        </message>
        <message>
            <source>the session so far</source>
            <translation>die Übung bis jetzt</translation>
        </message>
        <message>
            <source>a heartbeat</source>
            <translation>ein Herzschlag</translation>
        </message>
        <message>
            <source>load</source>
            <translation>Belastung</translation>
        </message>
        <message>
            <source>a day</source>
            <translation>ein Tag</translation>
        </message>
        <message>
            <source>a week</source>
            <translation>eine Woche</translation>
        </message>
        <message>
            <source>practised</source>
            <translation>geübt</translation>
        </message>
        <message>
            <source>free</source>
            <translation>frei</translation>
        </message>
        <message>
            <source>Guidelines by country</source>
            <translation>Leitlinien nach Ländern</translation>
        </message>
        <message>
            <source>first</source>
            <translation>zuerst</translation>
        </message>
        <message>
            <source>second</source>
            <translation>als Zweites</translation>
        </message>
        <message>
            <source>third</source>
            <translation>als Drittes</translation>
        </message>
        <message>
            <source>later</source>
            <translation>später</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>pain before {value}</source>
            <translation>Schmerz vorher {value}</translation>
        </message>
        <message>
            <source>tension before {value}</source>
            <translation>Anspannung vorher {value}</translation>
        </message>
        <message>
            <source>One moment.</source>
            <translation>Einen Moment.</translation>
        </message>
        <message>
            <source>listening for the heart</source>
            <translation>lauscht auf das Herz</translation>
        </message>
        <message>
            <source>without a strap</source>
            <translation>ohne Gurt</translation>
        </message>
        <message>
            <source>of 100, held</source>
            <translation>von 100, letzter Wert</translation>
        </message>
        <message>
            <source>of 100</source>
            <translation>von 100</translation>
        </message>
        <message>
            <source>score: collecting</source>
            <translation>Punkte: sammelt noch</translation>
        </message>
        <message>
            <source>Heart rate</source>
            <translation>Puls</translation>
        </message>
        <message>
            <source>beats/min</source>
            <translation>Schläge/min</translation>
        </message>
        <message>
            <source>RSA</source>
            <translation>RSA</translation>
        </message>
        <message>
            <source>RMSSD</source>
            <translation>RMSSD</translation>
        </message>
        <message>
            <source>ms, 60 s</source>
            <translation>ms, 60 s</translation>
        </message>
        <message>
            <source>Power at pace</source>
            <translation>Leistung im Tempo</translation>
        </message>
        <message>
            <source>ms²</source>
            <translation>ms²</translation>
        </message>
        <message>
            <source>Breathing</source>
            <translation>Atmung</translation>
        </message>
        <message>
            <source>a minute</source>
            <translation>pro Minute</translation>
        </message>
        <message>
            <source>Artifacts</source>
            <translation>Artefakte</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Werte</translation>
        </message>
        <message>
            <source>ECG</source>
            <translation>EKG</translation>
        </message>
        <message>
            <source>The last six seconds of the ECG.</source>
            <translation>Die letzten sechs Sekunden des EKG.</translation>
        </message>
        <message>
            <source>collecting</source>
            <translation>sammelt noch</translation>
        </message>
        <message>
            <source>gap of {seconds} s</source>
            <translation>Lücke von {seconds} s</translation>
        </message>
        <message>
            <source>no gaps</source>
            <translation>keine Lücken</translation>
        </message>
        <message>
            <source>held</source>
            <translation>letzter Wert</translation>
        </message>
        <message>
            <source>pacer {rate}</source>
            <translation>Atemführung {rate}</translation>
        </message>
        <message>
            <source>rest {value}</source>
            <translation>in Ruhe {value}</translation>
        </message>
        <message>
            <source>minute {minute} of {all}</source>
            <translation>Minute {minute} von {all}</translation>
        </message>
        <message>
            <source>{rate} a minute, in {inhale} s, out {exhale} s</source>
            <translation>{rate} pro Minute, {inhale} s ein, {exhale} s aus</translation>
        </message>
        <message>
            <source>This goes on</source>
            <translation>Das läuft weiter</translation>
        </message>
        <message>
            <source>Listening for your heart</source>
            <translation>Der Gurt lauscht auf Ihr Herz</translation>
        </message>
        <message>
            <source>Patient screen</source>
            <translation>Patientenansicht</translation>
        </message>
        <message>
            <source>Slower (left arrow)</source>
            <translation>Langsamer (Pfeil links)</translation>
        </message>
        <message>
            <source>Faster (right arrow)</source>
            <translation>Schneller (Pfeil rechts)</translation>
        </message>
        <message>
            <source>Softer (down arrow)</source>
            <translation>Leiser (Pfeil runter)</translation>
        </message>
        <message>
            <source>Louder (up arrow)</source>
            <translation>Lauter (Pfeil hoch)</translation>
        </message>
        <message>
            <source>Smaller text there</source>
            <translation>Kleinerer Text dort</translation>
        </message>
        <message>
            <source>Larger text there</source>
            <translation>Größerer Text dort</translation>
        </message>
        <message>
            <source>Patient screen on display {number}</source>
            <translation>Patientenansicht auf Bildschirm {number}</translation>
        </message>
        <message>
            <source>Patient screen in a window</source>
            <translation>Patientenansicht in einem Fenster</translation>
        </message>
        <message>
            <source>Put the patient screen away</source>
            <translation>Patientenansicht schließen</translation>
        </message>
        <message>
            <source>Two minutes of heart rate in beats a minute; the shade is the pacer.</source>
            <translation>Zwei Minuten Puls in Schlägen pro Minute; der Schatten ist die Atemführung.</translation>
        </message>
        <message>
            <source>2 min ago</source>
            <translation>vor 2 min</translation>
        </message>
        <message>
            <source>1 min</source>
            <translation>1 min</translation>
        </message>
        <message>
            <source>now</source>
            <translation>jetzt</translation>
        </message>
        <message>
            <source>Rings</source>
            <translation>Ringe</translation>
        </message>
        <message>
            <source>{count} of {all}</source>
            <translation>{count} von {all}</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>Gesperrt</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Locked.</source>
            <translation>Gesperrt.</translation>
        </message>
        <message>
            <source>Locked. 1 session goes on.</source>
            <translation>Gesperrt. 1 Übung läuft weiter.</translation>
        </message>
        <message>
            <source>Locked. {count} sessions go on.</source>
            <translation>Gesperrt. {count} Übungen laufen weiter.</translation>
        </message>
        <message>
            <source>Type your passphrase to come back.</source>
            <translation>Mit Ihrem Passwort geht es weiter.</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notizen</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Notiz schreiben</translation>
        </message>
        <message>
            <source>Write a note at {time}</source>
            <translation>Notiz bei {time} schreiben</translation>
        </message>
        <message>
            <source>What you see and hear goes here. It is kept with the session.</source>
            <translation>Hierher kommt, was Sie sehen und hören. Es wird mit der Übung gespeichert.</translation>
        </message>
        <message>
            <source>marker</source>
            <translation>Marke</translation>
        </message>
        <message>
            <source>note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Marker</source>
            <translation>Marke</translation>
        </message>
        <message>
            <source>{title}, {minutes} min</source>
            <translation>{title}, {minutes} min</translation>
        </message>
        <message>
            <source>Patient screen - biofeedback</source>
            <translation>Patientenansicht - biofeedback</translation>
        </message>
        <message>
            <source>{count}. {alias}, in session.</source>
            <translation>{count}. {alias}, in einer Übung.</translation>
        </message>
        <message>
            <source>In a session: Space pauses, Esc stops, M sets a marker, N begins a note, arrow keys change pace and volume.</source>
            <translation>In einer Übung: Leertaste hält an, Esc beendet, M setzt eine Marke, N beginnt eine Notiz, Pfeiltasten ändern Tempo und Lautstärke.</translation>
        </message>
        <message>
            <source>Heart rate looks back 10 s. RMSSD (Task Force 1996, doi:10.1161/01.CIR.93.5.1043) and RSA (Grossman 1990, doi:10.1111/j.1469-8986.1990.tb03171.x) look back a minute, power at the pace two and a half. RSA and the power at the pace may be compared at any pace; RMSSD only between stretches of the same breathing.</source>
            <translation>Der Puls blickt 10 s zurück. RMSSD (Task Force 1996, doi:10.1161/01.CIR.93.5.1043) und RSA (Grossman 1990, doi:10.1111/j.1469-8986.1990.tb03171.x) blicken eine Minute zurück, die Leistung im Tempo zweieinhalb. RSA und die Leistung im Tempo lassen sich bei jedem Tempo vergleichen; RMSSD nur zwischen Abschnitten mit gleichem Atmen.</translation>
        </message>
        <message>
            <source>The session is over.</source>
            <translation>Die Übung ist vorbei.</translation>
        </message>
        <message>
            <source>An alias is enough: a first name or a number. A real name is never needed.</source>
            <translation>Ein Kürzel genügt: ein Vorname oder eine Nummer. Ein voller Name ist nie nötig.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Alias</source>
            <translation>Kürzel</translation>
        </message>
        <message>
            <source>Find a person</source>
            <translation>Person suchen</translation>
        </message>
        <message>
            <source>Nobody is here yet.</source>
            <translation>Hier ist noch niemand.</translation>
        </message>
        <message>
            <source>Nobody is called that.</source>
            <translation>So heißt hier niemand.</translation>
        </message>
        <message>
            <source>in session</source>
            <translation>in einer Übung</translation>
        </message>
        <message>
            <source>new</source>
            <translation>neu</translation>
        </message>
        <message>
            <source>practised today</source>
            <translation>heute geübt</translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>date</comment>
            <translation>d. MMM</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>date</comment>
            <translation>d. MMM yyyy</translation>
        </message>
        <message>
            <source>last seen {day}</source>
            <translation>zuletzt am {day}</translation>
        </message>
        <message>
            <source>Open a file</source>
            <translation>Datei öffnen</translation>
        </message>
        <message>
            <source>Before the session</source>
            <translation>Vor der Übung</translation>
        </message>
        <message>
            <source>Start a session</source>
            <translation>Übung beginnen</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Plan</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s)</source>
            <translation>
                <numerusform>%n Übung</numerusform>
                <numerusform>%n Übungen</numerusform>
            </translation>
        </message>
        <message>
            <source>{done} of {planned} this week</source>
            <translation>{done} von {planned} in dieser Woche</translation>
        </message>
        <message>
            <source>Strap not connected; the session is led unmeasured</source>
            <translation>Gurt nicht verbunden; die Übung läuft ohne Messung</translation>
        </message>
        <message>
            <source>{strap} connected</source>
            <translation>{strap} verbunden</translation>
        </message>
        <message>
            <source>The strap is out of reach</source>
            <translation>Der Gurt ist außer Reichweite</translation>
        </message>
        <message>
            <source>Open a session of your own</source>
            <translation>Eigene Übung öffnen</translation>
        </message>
        <message>
            <source>Sessions (*.toml)</source>
            <translation>Übungen (*.toml)</translation>
        </message>
        <message>
            <source>Led without a strap.</source>
            <translation>Ohne Gurt geführt.</translation>
        </message>
        <message>
            <source>After the session</source>
            <translation>Nach der Übung</translation>
        </message>
        <message>
            <source>Choose a person, or add one. An alias is enough.</source>
            <translation>Wählen Sie eine Person, oder fügen Sie eine hinzu. Ein Kürzel genügt.</translation>
        </message>
        <message>
            <source>Week by week</source>
            <translation>Woche für Woche</translation>
        </message>
        <message>
            <source>Week {week}, session {number}</source>
            <translation>Woche {week}, Übung {number}</translation>
        </message>
        <message>
            <source>Take this one</source>
            <translation>Diese nehmen</translation>
        </message>
        <message>
            <source>In the weeks that follow, too</source>
            <translation>Auch in den folgenden Wochen</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} min</translation>
        </message>
        <message>
            <source>Week {number}</source>
            <translation>Woche {number}</translation>
        </message>
        <message>
            <source>from {day}</source>
            <translation>ab {day}</translation>
        </message>
        <message>
            <source>{network} covered</source>
            <translation>{network} dabei</translation>
        </message>
        <message>
            <source>{network} not covered</source>
            <translation>{network} nicht dabei</translation>
        </message>
        <message>
            <source>Hand over as a file</source>
            <translation>Als Datei mitgeben</translation>
        </message>
        <message>
            <source>Keep this plan</source>
            <translation>Diesen Plan speichern</translation>
        </message>
        <message>
            <source>Take in what comes back</source>
            <translation>Mitgebrachtes einlesen</translation>
        </message>
        <message>
            <source>Each row is a week. Press a session to choose another one.</source>
            <translation>Jede Zeile ist eine Woche. Drücken Sie auf eine Übung, um eine andere zu wählen.</translation>
        </message>
        <message>
            <source>Sessions come one after the other: whoever leaves a day out goes on where they were. The words beside a week are the networks it covers; those in brackets are missing. The file holds the plan and your own sessions, and no answers.</source>
            <translation>Die Übungen folgen aufeinander: Wer einen Tag auslässt, macht da weiter, wo er war. Neben einer Woche stehen die Körpernetze, die in ihr vorkommen; die in Klammern fehlen. Die Datei enthält den Plan und Ihre eigenen Übungen, aber keine Antworten.</translation>
        </message>
        <message>
            <source>Dose</source>
            <translation>Umfang</translation>
        </message>
        <message>
            <source>Sessions a week</source>
            <translation>Übungen pro Woche</translation>
        </message>
        <message>
            <source>Weeks</source>
            <translation>Wochen</translation>
        </message>
        <message>
            <source>Boosters afterwards</source>
            <translation>Auffrischungen danach</translation>
        </message>
        <message>
            <source>Progression</source>
            <translation>Aufbau</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>Gleich bleibend</translation>
        </message>
        <message>
            <source>Longer by and by</source>
            <translation>Allmählich länger</translation>
        </message>
        <message>
            <source>All networks in turn</source>
            <translation>Alle Netze reihum</translation>
        </message>
        <message>
            <source>As chosen below</source>
            <translation>Wie unten gewählt</translation>
        </message>
        <message>
            <source>Networks to be covered each week</source>
            <translation>Körpernetze, die jede Woche vorkommen</translation>
        </message>
        <message>
            <source>you</source>
            <translation>Sie</translation>
        </message>
        <message>
            <source>No plan yet: this is the usual one.</source>
            <translation>Noch kein Plan: Das ist der übliche.</translation>
        </message>
        <message>
            <source>{done} of {planned} sessions this week.</source>
            <translation>{done} von {planned} Übungen in dieser Woche.</translation>
        </message>
        <message>
            <source>Covered so far: {networks}.</source>
            <translation>Bisher dabei: {networks}.</translation>
        </message>
        <message>
            <source>Plan for {alias}</source>
            <translation>Plan für {alias}</translation>
        </message>
        <message>
            <source>From {start} to {end}.</source>
            <translation>Von {start} bis {end}.</translation>
        </message>
        <message>
            <source>Boosters: {days}.</source>
            <translation>Auffrischungen: {days}.</translation>
        </message>
        <message>
            <source>Plans (*.plan)</source>
            <translation>Pläne (*.plan)</translation>
        </message>
        <message>
            <source>Archives and recordings (*)</source>
            <translation>Archive und Aufzeichnungen (*)</translation>
        </message>
        <message>
            <source>It can be chosen now. Press a session of the table.</source>
            <translation>Sie lässt sich jetzt wählen. Drücken Sie auf eine Übung der Tabelle.</translation>
        </message>
        <message>
            <source>The plan is kept.</source>
            <translation>Der Plan ist gespeichert.</translation>
        </message>
        <message>
            <source>The plan is kept, and in {path}.</source>
            <translation>Der Plan ist gespeichert, auch in {path}.</translation>
        </message>
        <message>
            <source>none twice</source>
            <translation>keine doppelt</translation>
        </message>
        <message numerus="yes">
            <source>%n was here already</source>
            <translation>
                <numerusform>%n war schon hier</numerusform>
                <numerusform>%n waren schon hier</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} since {day}, {twice}.</source>
            <translation>{count} seit {day}, {twice}.</translation>
        </message>
        <message>
            <source>d MMMM</source>
            <comment>date</comment>
            <translation>d. MMMM</translation>
        </message>
        <message>
            <source>d MMMM yyyy</source>
            <comment>date</comment>
            <translation>d. MMMM yyyy</translation>
        </message>
        <message>
            <source>Sessions, the newest first</source>
            <translation>Übungen, die neueste zuerst</translation>
        </message>
        <message>
            <source>Each point is the mean of a week. Its shade is the 95 % interval by Student's t. A change is named only where the interval of the line through all days excludes none, from 5 answers in 3 weeks on.</source>
            <translation>Jeder Punkt ist das Mittel einer Woche. Sein Schatten ist das 95-%-Intervall nach Students t. Eine Änderung wird nur genannt, wo das Intervall der Geraden durch alle Tage „keine“ ausschließt, ab 5 Antworten in 3 Wochen.</translation>
        </message>
        <message>
            <source>Look at weeks, not days.</source>
            <translation>Schauen Sie auf Wochen, nicht auf Tage.</translation>
        </message>
        <message>
            <source>Your first session</source>
            <translation>Ihre erste Übung</translation>
        </message>
        <message>
            <source>Your answers before sessions will make a picture here.</source>
            <translation>Aus Ihren Antworten vor den Übungen entsteht hier ein Bild.</translation>
        </message>
        <message>
            <source>Weekly average of your ratings, 0 to 10. The shade shows how sure this is.</source>
            <translation>Wochenmittel Ihrer Einschätzungen, 0 bis 10. Der Schatten zeigt, wie sicher das ist.</translation>
        </message>
        <message>
            <source>All {count}</source>
            <translation>Alle {count}</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>Übungen</translation>
        </message>
        <message>
            <source>four</source>
            <translation>vier</translation>
        </message>
        <message>
            <source>eight</source>
            <translation>acht</translation>
        </message>
        <message>
            <source>twelve</source>
            <translation>zwölf</translation>
        </message>
        <message>
            <source>Your last {count} weeks</source>
            <translation>Ihre letzten {count} Wochen</translation>
        </message>
        <message>
            <source>The weeks tell more than one day.</source>
            <translation>Die Wochen erzählen mehr als ein Tag.</translation>
        </message>
        <message>
            <source>Your first session will appear here.</source>
            <translation>Ihre erste Übung wird hier erscheinen.</translation>
        </message>
        <message>
            <source>RMSSD {value} ms</source>
            <translation>RMSSD {value} ms</translation>
        </message>
        <message>
            <source>Comes with a session that begins at rest.</source>
            <translation>Kommt mit einer Übung, die in Ruhe beginnt.</translation>
        </message>
        <message>
            <source>Measured before each session</source>
            <translation>Vor jeder Übung gemessen</translation>
        </message>
        <message>
            <source>{minutes} min this week</source>
            <translation>{minutes} min in dieser Woche</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>Übungszeit</translation>
        </message>
        <message>
            <source>Six breaths a minute is a good pace to begin with.</source>
            <translation>Sechs Atemzüge pro Minute sind ein gutes Tempo für den Anfang.</translation>
        </message>
        <message>
            <source>Own pace: {rate} breaths a minute</source>
            <translation>Eigenes Tempo: {rate} Atemzüge pro Minute</translation>
        </message>
        <message>
            <source>Pain</source>
            <translation>Schmerz</translation>
        </message>
        <message>
            <source>none</source>
            <comment>pain</comment>
            <translation>keiner</translation>
        </message>
        <message>
            <source>Tension</source>
            <translation>Anspannung</translation>
        </message>
        <message>
            <source>none</source>
            <comment>tension</comment>
            <translation>keine</translation>
        </message>
        <message>
            <source>How unpleasant</source>
            <translation>Wie unangenehm</translation>
        </message>
        <message>
            <source>unbearable</source>
            <translation>unerträglich</translation>
        </message>
        <message>
            <source>Mood</source>
            <translation>Stimmung</translation>
        </message>
        <message>
            <source>very low</source>
            <translation>sehr gedrückt</translation>
        </message>
        <message>
            <source>very good</source>
            <translation>sehr gut</translation>
        </message>
        <message>
            <source>Relaxed</source>
            <translation>Entspannt</translation>
        </message>
        <message>
            <source>wholly</source>
            <translation>ganz und gar</translation>
        </message>
        <message>
            <source>Digits, arrow keys and Space choose; Delete takes an answer back. Enter goes on.</source>
            <translation>Ziffern, Pfeiltasten und Leertaste wählen; Entf nimmt eine Antwort zurück. Enter führt weiter.</translation>
        </message>
        <message>
            <source>The picture begins in the middle. Plus and minus come closer to the wave and go back.</source>
            <translation>Das Bild beginnt in der Mitte. Plus und Minus holen die Welle näher und wieder weg.</translation>
        </message>
        <message>
            <source>A line is broken where beats were missing; dots stand for the gap. The hills are the breath that was led. Figures of slow and of free breathing are not compared.</source>
            <translation>Wo Schläge fehlten, ist die Linie unterbrochen; Punkte stehen für die Lücke. Die Hügel sind der geführte Atem. Werte von langsamem und freiem Atmen werden nicht verglichen.</translation>
        </message>
        <message>
            <source>delete</source>
            <comment>the word to type</comment>
            <translation>löschen</translation>
        </message>
        <message>
            <source>It goes for good, with its heart wave, its ratings and its note.</source>
            <translation>Sie verschwindet für immer, mit Herzwelle, Einschätzungen und Notiz.</translation>
        </message>
        <message>
            <source>Delete this session?</source>
            <translation>Diese Übung löschen?</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Type "{word}" to go on</source>
            <translation>Zum Fortfahren „{word}“ eingeben</translation>
        </message>
        <message>
            <source>A pacemaker, or an irregular heartbeat</source>
            <translation>Herzschrittmacher oder unregelmäßiger Herzschlag</translation>
        </message>
        <message>
            <source>Heart trouble in the last months</source>
            <translation>Herzbeschwerden in den letzten Monaten</translation>
        </message>
        <message>
            <source>Fainting, or very low blood pressure</source>
            <translation>Ohnmacht oder sehr niedriger Blutdruck</translation>
        </message>
        <message>
            <source>Severe asthma or lung disease</source>
            <translation>Schweres Asthma oder schwere Lungenkrankheit</translation>
        </message>
        <message>
            <source>Kidney disease, or diabetes with acidosis</source>
            <translation>Nierenkrankheit oder Diabetes mit Azidose</translation>
        </message>
        <message>
            <source>Epilepsy</source>
            <translation>Epilepsie</translation>
        </message>
        <message>
            <source>Pregnancy</source>
            <translation>Schwangerschaft</translation>
        </message>
        <message>
            <source>Psychosis, or a trauma that relaxing brings back</source>
            <translation>Psychose oder ein Trauma, das beim Entspannen wiederkehrt</translation>
        </message>
        <message>
            <source>It came after a fall or an accident</source>
            <translation>Er kam nach einem Sturz oder Unfall</translation>
        </message>
        <message>
            <source>It comes with fever</source>
            <translation>Er kommt mit Fieber</translation>
        </message>
        <message>
            <source>I have lost weight without wanting to</source>
            <translation>Ich habe ungewollt abgenommen</translation>
        </message>
        <message>
            <source>I have had cancer</source>
            <translation>Ich hatte Krebs</translation>
        </message>
        <message>
            <source>I have trouble holding water or stool</source>
            <translation>Ich kann Urin oder Stuhl schlecht halten</translation>
        </message>
        <message>
            <source>I feel numb between the legs</source>
            <translation>Zwischen den Beinen fühlt es sich taub an</translation>
        </message>
        <message>
            <source>An arm or a leg is getting weaker</source>
            <translation>Ein Arm oder Bein wird schwächer</translation>
        </message>
        <message>
            <source>It is worse at night</source>
            <translation>Nachts ist er schlimmer</translation>
        </message>
        <message>
            <source>{title} begins.</source>
            <translation>Es beginnt: {title}.</translation>
        </message>
        <message>
            <source>Open your eyes when you are ready.</source>
            <translation>Öffnen Sie die Augen, wenn Sie so weit sind.</translation>
        </message>
        <message>
            <source>No pace is led here</source>
            <translation>Hier wird kein Tempo geführt</translation>
        </message>
        <message>
            <source>Close your eyes. Any key brings the picture back.</source>
            <translation>Schließen Sie die Augen. Jede Taste bringt das Bild zurück.</translation>
        </message>
        <message>
            <source>Your heart is back.</source>
            <translation>Ihr Herz ist wieder da.</translation>
        </message>
        <message>
            <source>It measures from the next session on.</source>
            <translation>Er misst ab der nächsten Übung.</translation>
        </message>
        <message>
            <source>Your strap is here.</source>
            <translation>Ihr Gurt ist da.</translation>
        </message>
        <message>
            <source>Slower</source>
            <translation>Langsamer</translation>
        </message>
        <message>
            <source>Faster</source>
            <translation>Schneller</translation>
        </message>
        <message>
            <source>Softer</source>
            <translation>Leiser</translation>
        </message>
        <message>
            <source>Louder</source>
            <translation>Lauter</translation>
        </message>
        <message>
            <source>Eyes closed</source>
            <translation>Augen zu</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message>
            <source>{tool} (key {key})</source>
            <translation>{tool} ({key})</translation>
        </message>
        <message>
            <source>Leave out what hurts</source>
            <translation>Lassen Sie weg, was wehtut</translation>
        </message>
        <message>
            <source>Take care:</source>
            <translation>Achten Sie darauf:</translation>
        </message>
        <message>
            <source>Works on: {networks}</source>
            <translation>Wirkt auf: {networks}</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Beginnen</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>Weglassen</translation>
        </message>
        <message>
            <source>This one stays closed with kidney disease, or diabetes with acidosis: slow breathing by instruction could strain you. Steady breathing at your ease is there for you.</source>
            <translation>Diese Übung bleibt bei Nierenkrankheit oder bei Diabetes mit Azidose zu: Langsames Atmen nach Anweisung könnte Sie belasten. Gleichmäßig zu atmen, wie es Ihnen guttut, steht Ihnen offen.</translation>
        </message>
        <message>
            <source>Heart swing per breath</source>
            <translation>Schwung je Atemzug</translation>
        </message>
        <message>
            <source>RMSSD, last minute</source>
            <translation>RMSSD, letzte Minute</translation>
        </message>
        <message>
            <source>ms</source>
            <translation>ms</translation>
        </message>
        <message>
            <source>Heart with breath</source>
            <translation>Herz mit Atem</translation>
        </message>
        <message>
            <source>Good beats</source>
            <translation>Gute Schläge</translation>
        </message>
        <message>
            <source>The last six seconds of your ECG.</source>
            <translation>Die letzten sechs Sekunden Ihres EKG.</translation>
        </message>
        <message>
            <source>Rhythms of the heart</source>
            <translation>Rhythmen des Herzens</translation>
        </message>
        <message>
            <source>How much your heart swings at slow and fast rhythms; the pace is marked.</source>
            <translation>Wie weit Ihr Herz in langsamen und schnellen Rhythmen schwingt; das Tempo ist markiert.</translation>
        </message>
        <message>
            <source>Beat after beat</source>
            <translation>Schlag für Schlag</translation>
        </message>
        <message>
            <source>Each interval between beats against the one before.</source>
            <translation>Jeder Abstand zwischen Schlägen gegen den davor.</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>not measured</source>
            <translation>nicht gemessen</translation>
        </message>
        <message>
            <source>6 seconds</source>
            <translation>6 Sekunden</translation>
        </message>
        <message>
            <source>Heart rate only</source>
            <translation>Nur der Puls</translation>
        </message>
        <message>
            <source>Good</source>
            <comment>signal</comment>
            <translation>Gut</translation>
        </message>
        <message>
            <source>Fair</source>
            <comment>signal</comment>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>Weak</source>
            <comment>signal</comment>
            <translation>Schwach</translation>
        </message>
        <message>
            <source>Without a strap</source>
            <translation>Ohne Gurt</translation>
        </message>
        <message>
            <source>Signal: weak</source>
            <translation>Signal: schwach</translation>
        </message>
        <message>
            <source>Signal: fair</source>
            <translation>Signal: mittel</translation>
        </message>
        <message>
            <source>coherence {value}</source>
            <translation>Kohärenz {value}</translation>
        </message>
        <message>
            <source>longest gap {seconds} s</source>
            <translation>längste Lücke {seconds} s</translation>
        </message>
        <message>
            <source>{left} · paused</source>
            <translation>{left} · Pause</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>Wave</source>
            <translation>Welle</translation>
        </message>
        <message>
            <source>Bar</source>
            <translation>Balken</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Worte</translation>
        </message>
        <message>
            <source>No pacer</source>
            <translation>Keine Atemführung</translation>
        </message>
        <message>
            <source>This computer has no sound output</source>
            <translation>Dieser Computer hat keine Tonausgabe</translation>
        </message>
        <message>
            <source>Heart wave on</source>
            <translation>Herzwelle an</translation>
        </message>
        <message>
            <source>Heart wave off</source>
            <translation>Herzwelle aus</translation>
        </message>
        <message>
            <source>Voice on</source>
            <translation>Stimme an</translation>
        </message>
        <message>
            <source>Voice off</source>
            <translation>Stimme aus</translation>
        </message>
        <message>
            <source>A quarter is over.</source>
            <translation>Ein Viertel ist vorbei.</translation>
        </message>
        <message>
            <source>Half is over.</source>
            <translation>Die Hälfte ist vorbei.</translation>
        </message>
        <message>
            <source>A quarter is left.</source>
            <translation>Ein Viertel bleibt noch.</translation>
        </message>
        <message>
            <source>Back into the session</source>
            <translation>Zurück in die Übung</translation>
        </message>
        <message numerus="yes">
            <source>Stopped after %n minute(s).</source>
            <translation>
                <numerusform>Nach %n Minute beendet.</numerusform>
                <numerusform>Nach %n Minuten beendet.</numerusform>
            </translation>
        </message>
        <message>
            <source>Stopped within the first minute.</source>
            <translation>In der ersten Minute beendet.</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Abschließen</translation>
        </message>
        <message>
            <source>Seconds ago</source>
            <translation>Sekunden zuvor</translation>
        </message>
        <message>
            <source>Mean</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Tief</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Hoch</translation>
        </message>
        <message>
            <source>Pacer, a minute</source>
            <translation>Atemführung, pro Minute</translation>
        </message>
        <message>
            <source>As it was when you asked. Ctrl+T shows the pictures again.</source>
            <translation>So war es, als Sie gefragt haben. Strg+T zeigt wieder die Bilder.</translation>
        </message>
        <message>
            <source>Heart rate, beats a minute</source>
            <translation>Puls, Schläge pro Minute</translation>
        </message>
        <message>
            <source>Interval, ms</source>
            <translation>Abstand, ms</translation>
        </message>
        <message>
            <source>Heart rate, beats/min</source>
            <translation>Puls, Schläge/min</translation>
        </message>
        <message>
            <source>Beats in the six seconds of the ECG</source>
            <translation>Schläge in den sechs Sekunden des EKG</translation>
        </message>
        <message>
            <source>Rhythms a minute</source>
            <translation>Rhythmen pro Minute</translation>
        </message>
        <message>
            <source>Strength, %</source>
            <translation>Stärke, %</translation>
        </message>
        <message>
            <source>{rate}, the pace</source>
            <translation>{rate}, das Tempo</translation>
        </message>
        <message>
            <source>100 % would be one pure rhythm.</source>
            <translation>100 % wäre ein einziger reiner Rhythmus.</translation>
        </message>
        <message>
            <source>The next, ms</source>
            <translation>Der nächste, ms</translation>
        </message>
        <message>
            <source>Change, ms</source>
            <translation>Differenz, ms</translation>
        </message>
        <message>
            <source>The newest first.</source>
            <translation>Die neuesten zuerst.</translation>
        </message>
        <message>
            <source>Go on without the strap</source>
            <translation>Ohne den Gurt weiter</translation>
        </message>
        <message>
            <source>Open Bluetooth settings</source>
            <translation>Bluetooth-Einstellungen öffnen</translation>
        </message>
        <message>
            <source>Open settings</source>
            <translation>Einstellungen öffnen</translation>
        </message>
        <message>
            <source>Search again</source>
            <translation>Noch einmal suchen</translation>
        </message>
        <message>
            <source>The strap has lost touch with your skin</source>
            <translation>Der Gurt spürt die Haut nicht mehr</translation>
        </message>
        <message>
            <source>Moisten the two pads, or close the strap a little tighter. Nothing is lost.</source>
            <translation>Befeuchten Sie die beiden Kontaktflächen, oder ziehen Sie den Gurt etwas fester. Es geht nichts verloren.</translation>
        </message>
        <message>
            <source>Bluetooth is switched off</source>
            <translation>Bluetooth ist ausgeschaltet</translation>
        </message>
        <message>
            <source>Switch it on; the search goes on by itself. Nothing is lost.</source>
            <translation>Schalten Sie es ein; die Suche geht von selbst weiter. Es geht nichts verloren.</translation>
        </message>
        <message>
            <source>This computer has no Bluetooth</source>
            <translation>Dieser Computer hat kein Bluetooth</translation>
        </message>
        <message>
            <source>A small USB adapter is enough. You can breathe without a strap today.</source>
            <translation>Ein kleiner USB-Adapter genügt. Heute können Sie ohne Gurt atmen.</translation>
        </message>
        <message>
            <source>The app may not use Bluetooth yet</source>
            <translation>Die App darf Bluetooth noch nicht nutzen</translation>
        </message>
        <message>
            <source>Allow it once in the system's settings. You can breathe without a strap.</source>
            <translation>Erlauben Sie es einmal in den Einstellungen des Systems. Sie können ohne Gurt atmen.</translation>
        </message>
        <message>
            <source>Bluetooth does not answer</source>
            <translation>Bluetooth antwortet nicht</translation>
        </message>
        <message>
            <source>Switch it off and on again. Nothing is lost.</source>
            <translation>Schalten Sie es aus und wieder ein. Es geht nichts verloren.</translation>
        </message>
        <message>
            <source>Your strap is talking to another device</source>
            <translation>Ihr Gurt spricht mit einem anderen Gerät</translation>
        </message>
        <message>
            <source>Close the app on your phone or watch. The search goes on by itself.</source>
            <translation>Schließen Sie die App auf Handy oder Uhr. Die Suche geht von selbst weiter.</translation>
        </message>
        <message>
            <source>Your strap is not in sight</source>
            <translation>Ihr Gurt ist nicht zu finden</translation>
        </message>
        <message>
            <source>Worn and moist? Within two metres? Not in use by a phone or watch? Battery less than a year old? The search goes on by itself.</source>
            <translation>Angelegt und feucht? Keine zwei Meter entfernt? Nicht mit Handy oder Uhr verbunden? Batterie jünger als ein Jahr? Die Suche geht von selbst weiter.</translation>
        </message>
        <message>
            <source>It connects again by itself. Nothing is lost.</source>
            <translation>Er verbindet sich von selbst wieder. Es geht nichts verloren.</translation>
        </message>
        <message>
            <source>Strap and computer do not trust each other yet</source>
            <translation>Gurt und Computer vertrauen einander noch nicht</translation>
        </message>
        <message>
            <source>Remove the strap in the Bluetooth settings, then connect again.</source>
            <translation>Entfernen Sie den Gurt in den Bluetooth-Einstellungen und verbinden Sie ihn dann neu.</translation>
        </message>
        <message>
            <source>Show me how</source>
            <translation>Zeigen, wie</translation>
        </message>
        <message>
            <source>After the session: open the Bluetooth settings of this computer, choose the strap, and remove it. Then open this app and connect again.</source>
            <translation>Nach der Übung: Öffnen Sie die Bluetooth-Einstellungen dieses Computers, wählen Sie den Gurt und entfernen Sie ihn. Öffnen Sie dann diese App und verbinden Sie ihn neu.</translation>
        </message>
        <message>
            <source>Saving has stopped: the disk is full</source>
            <translation>Es wird nicht mehr gespeichert: die Festplatte ist voll</translation>
        </message>
        <message>
            <source>Your session goes on. Everything until {time} is safe.</source>
            <translation>Ihre Übung geht weiter. Alles bis {time} Uhr ist sicher.</translation>
        </message>
        <message>
            <source>Make room on the disk: empty the trash, or move large files elsewhere. Saving begins again by itself.</source>
            <translation>Schaffen Sie Platz: Leeren Sie den Papierkorb, oder legen Sie große Dateien anderswo ab. Das Speichern beginnt von selbst wieder.</translation>
        </message>
        <message>
            <source>Saving has stopped</source>
            <translation>Es wird nicht mehr gespeichert</translation>
        </message>
        <message>
            <source>Leave the app open: what cannot be written yet waits in it, and saving begins again by itself.</source>
            <translation>Lassen Sie die App offen: Was noch nicht geschrieben werden kann, wartet in ihr, und das Speichern beginnt von selbst wieder.</translation>
        </message>
        <message>
            <source>Your heartbeat is too irregular to draw just now</source>
            <translation>Ihr Herzschlag ist gerade zu unregelmäßig zum Zeichnen</translation>
        </message>
        <message>
            <source>Breathing goes on. If this is new to you, ask your doctor.</source>
            <translation>Das Atmen geht weiter. Wenn das neu für Sie ist, fragen Sie Ihre Ärztin oder Ihren Arzt.</translation>
        </message>
        <message>
            <source>This strap sends only the heart rate</source>
            <translation>Dieser Gurt sendet nur den Puls</translation>
        </message>
        <message>
            <source>Breathing works. The wave and the rings need another strap.</source>
            <translation>Das Atmen geht. Welle und Ringe brauchen einen anderen Gurt.</translation>
        </message>
        <message>
            <source>Which straps work?</source>
            <translation>Welche Gurte gehen?</translation>
        </message>
        <message>
            <source>Chest straps that tell each heartbeat: Polar H10, H9 and H7, Garmin HRM-Dual, Wahoo Tickr, Movesense, and most others with Bluetooth.</source>
            <translation>Brustgurte, die jeden Herzschlag melden: Polar H10, H9 und H7, Garmin HRM-Dual, Wahoo Tickr, Movesense und die meisten anderen mit Bluetooth.</translation>
        </message>
        <message>
            <source>The clinic's records cannot be reached</source>
            <translation>Die Aufzeichnungen der Praxis sind nicht erreichbar</translation>
        </message>
        <message>
            <source>This session is kept on this computer and brought over later.</source>
            <translation>Diese Übung wird auf diesem Computer aufbewahrt und später übertragen.</translation>
        </message>
        <message>
            <source>The strap's battery is getting low</source>
            <translation>Die Batterie des Gurts wird schwach</translation>
        </message>
        <message>
            <source>Enough for today. A new one soon will do.</source>
            <translation>Für heute reicht sie. Bald tut eine neue gut.</translation>
        </message>
        <message>
            <source>Your session begins by itself when the strap is there.</source>
            <translation>Ihre Übung beginnt von selbst, sobald der Gurt da ist.</translation>
        </message>
        <message>
            <source>Your session goes on by itself when your heart is back.</source>
            <translation>Ihre Übung geht von selbst weiter, wenn Ihr Herz wieder da ist.</translation>
        </message>
        <message>
            <source>No beat for {seconds} s.</source>
            <translation>Seit {seconds} s kein Schlag.</translation>
        </message>
        <message>
            <source>Strap: {model}.</source>
            <translation>Gurt: {model}.</translation>
        </message>
        <message>
            <source>{percent} % of the intervals fit no rhythm.</source>
            <translation>{percent} % der Intervalle passen zu keinem Rhythmus.</translation>
        </message>
        <message>
            <source>Breathe small and easy. Let the wave grow into the hills. Stop with Escape.</source>
            <translation>Atmen Sie klein und leicht. Lassen Sie die Welle in die Hügel wachsen. Escape beendet.</translation>
        </message>
        <message>
            <source>The hills are the breath to come, the line is your heart rate, corrected for the delay of the strap. RMSSD and the swing per breath look back over a minute, coherence over 64 seconds. The rings grow with each breath, more so the closer your heart goes with it.</source>
            <translation>Die Hügel sind der kommende Atem; die Linie ist Ihr Puls, um die Verzögerung des Gurts berichtigt. RMSSD und das Schwingen pro Atemzug blicken eine Minute zurück, die Kohärenz 64 Sekunden. Die Ringe wachsen mit jedem Atemzug, umso mehr, je näher Ihr Herz ihm folgt.</translation>
        </message>
        <message>
            <source>last breaths</source>
            <translation>letzte Atemzüge</translation>
        </message>
        <message>
            <source>This goes on: the skin knows no pause</source>
            <translation>Das läuft weiter: Die Haut kennt keine Pause</translation>
        </message>
        <message>
            <source>It begins with your first heartbeat</source>
            <translation>Es beginnt mit Ihrem ersten Herzschlag</translation>
        </message>
        <message>
            <source>{rate} a minute</source>
            <translation>{rate} pro Minute</translation>
        </message>
        <message>
            <source>Breathe as you like for a while</source>
            <translation>Atmen Sie eine Weile, wie Sie mögen</translation>
        </message>
        <message>
            <source>Breathe in</source>
            <translation>einatmen</translation>
        </message>
        <message>
            <source>and out, slowly</source>
            <translation>und langsam aus</translation>
        </message>
        <message>
            <source>wait</source>
            <translation>warten</translation>
        </message>
        <message>
            <source>Pick what feels right today.</source>
            <translation>Wählen Sie, was heute guttut.</translation>
        </message>
        <message>
            <source>Each session works on some of five networks: nerves, muscles, circulation, defence and mind. Paced breathing and muscle relaxation are studied best; the others are gentle additions.</source>
            <translation>Jede Übung wirkt auf einige von fünf Netzen: Nerven, Muskeln, Kreislauf, Abwehr und Psyche. Am besten untersucht sind geführtes Atmen und Muskelentspannung; die anderen sind sanfte Ergänzungen.</translation>
        </message>
        <message>
            <source>Any length</source>
            <translation>Jede Dauer</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>up to {minutes} min</source>
            <translation>bis {minutes} min</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Dauer</translation>
        </message>
        <message>
            <source>Works on</source>
            <translation>Wirkt auf</translation>
        </message>
        <message>
            <source>All sessions.</source>
            <translation>Alle Übungen.</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s).</source>
            <translation>
                <numerusform>%n Übung.</numerusform>
                <numerusform>%n Übungen.</numerusform>
            </translation>
        </message>
        <message>
            <source>{purpose}, {count}.</source>
            <translation>{purpose}, {count}.</translation>
        </message>
        <message>
            <source>Nothing that short. Show all?</source>
            <translation>So kurz ist keine. Alle zeigen?</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Alle zeigen</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>bleibt zu</translation>
        </message>
        <message>
            <source>Settings. Text size, {percent} percent.</source>
            <translation>Einstellungen. Textgröße, {percent} Prozent.</translation>
        </message>
        <message>
            <source>Everything here applies at once.</source>
            <translation>Alles hier gilt sofort.</translation>
        </message>
        <message>
            <source>Your records lie in one file on this computer and go nowhere else. The file is encrypted; its key is kept by the system's keyring, or made of your passphrase. What concerns your breath is kept with your records, all else in a small file of this computer.</source>
            <translation>Ihre Daten liegen in einer Datei auf diesem Computer und gehen sonst nirgendwohin. Die Datei ist verschlüsselt; den Schlüssel bewahrt der Schlüsselbund des Systems, oder er entsteht aus Ihrem Passwort. Was Ihren Atem betrifft, liegt bei Ihren Daten, alles andere in einer kleinen Datei dieses Computers.</translation>
        </message>
        <message>
            <source>Professional view</source>
            <translation>Ansicht für Fachleute</translation>
        </message>
        <message>
            <source>A list of people, live figures beside a screen for the patient, plans.</source>
            <translation>Eine Liste von Personen, Werte in Echtzeit neben einer Patientenansicht, Pläne.</translation>
        </message>
        <message>
            <source>I look after other people</source>
            <translation>Ich begleite andere Menschen</translation>
        </message>
        <message>
            <source>To the people</source>
            <translation>Zu den Personen</translation>
        </message>
        <message>
            <source>To give everybody who works here a passphrase and rights of their own, close the app and type in a terminal:</source>
            <translation>Damit alle, die hier arbeiten, ein eigenes Passwort und eigene Rechte bekommen, schließen Sie die App und geben Sie in einem Terminal ein:</translation>
        </message>
        <message>
            <source>About and safety</source>
            <translation>Über die App und Sicherheit</translation>
        </message>
        <message>
            <source>It may help you relax and cope. It does not examine or treat you.</source>
            <translation>Es kann Ihnen helfen, zu entspannen und zurechtzukommen. Es untersucht und behandelt Sie nicht.</translation>
        </message>
        <message>
            <source>It is no medical device, and its figures are no diagnosis. Stop when you feel dizzy, and breathe as you like. New or strong complaints belong to your doctor.</source>
            <translation>Es ist kein Medizinprodukt, und seine Werte sind keine Diagnose. Hören Sie auf, wenn Ihnen schwindlig wird, und atmen Sie, wie Sie mögen. Neue oder starke Beschwerden gehören in ärztliche Hände.</translation>
        </message>
        <message>
            <source>biofeedback, version {version}. MIT licence.</source>
            <translation>biofeedback, Version {version}. MIT-Lizenz.</translation>
        </message>
        <message>
            <source>Licences of the libraries</source>
            <translation>Lizenzen der Bibliotheken</translation>
        </message>
        <message>
            <source>The questions of the first start</source>
            <translation>Die Fragen vom ersten Start</translation>
        </message>
        <message>
            <source>Added by plugins: {names}</source>
            <translation>Durch Erweiterungen dazugekommen: {names}</translation>
        </message>
        <message>
            <source>A plugin was left out; everything else works:</source>
            <translation>Eine Erweiterung blieb weg; alles andere geht:</translation>
        </message>
        <message>
            <source>Your passphrase now</source>
            <translation>Ihr jetziges Passwort</translation>
        </message>
        <message>
            <source>New passphrase</source>
            <translation>Neues Passwort</translation>
        </message>
        <message>
            <source>Its passphrase</source>
            <translation>Das Passwort der Sicherung</translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>8 characters or more; four words of your own are easy to remember.</source>
            <translation>Mindestens 8 Zeichen; vier eigene Wörter merkt man sich leicht.</translation>
        </message>
        <message>
            <source>The two differ so far.</source>
            <translation>Die beiden sind noch verschieden.</translation>
        </message>
        <message>
            <source>The two are the same.</source>
            <translation>Die beiden sind gleich.</translation>
        </message>
        <message>
            <source>Keep everything</source>
            <translation>Alles behalten</translation>
        </message>
        <message>
            <source>To go on, type: {word}</source>
            <translation>Zum Fortfahren eingeben: {word}</translation>
        </message>
        <message>
            <source>In to out</source>
            <translation>Ein zu aus</translation>
        </message>
        <message>
            <source>As the session says</source>
            <translation>Wie in der Übung</translation>
        </message>
        <message>
            <source>4 to 6</source>
            <translation>4 zu 6</translation>
        </message>
        <message>
            <source>5 to 5</source>
            <translation>5 zu 5</translation>
        </message>
        <message>
            <source>1 to 2</source>
            <translation>1 zu 2</translation>
        </message>
        <message>
            <source>None</source>
            <comment>pacer</comment>
            <translation>Nichts</translation>
        </message>
        <message>
            <source>What shows the breath</source>
            <translation>Was den Atem zeigt</translation>
        </message>
        <message>
            <source>Height of the hills</source>
            <translation>Höhe der Hügel</translation>
        </message>
        <message>
            <source>So large a swing of your heart is as high as the hills. It is no goal.</source>
            <translation>Schwingt Ihr Herz so weit, ist die Welle so hoch wie die Hügel. Ein Ziel ist das nicht.</translation>
        </message>
        <message>
            <source>Strap</source>
            <translation>Gurt</translation>
        </message>
        <message>
            <source>Connect a strap</source>
            <translation>Gurt verbinden</translation>
        </message>
        <message>
            <source>Forget this strap</source>
            <translation>Diesen Gurt vergessen</translation>
        </message>
        <message>
            <source>No strap yet</source>
            <translation>Noch kein Gurt</translation>
        </message>
        <message>
            <source>Another strap</source>
            <translation>Anderer Gurt</translation>
        </message>
        <message>
            <source>It is looked for when the app starts.</source>
            <translation>Er wird gesucht, wenn die App startet.</translation>
        </message>
        <message>
            <source>Connected</source>
            <translation>Verbunden</translation>
        </message>
        <message>
            <source>Out of reach. It connects again by itself.</source>
            <translation>Außer Reichweite. Er verbindet sich von selbst wieder.</translation>
        </message>
        <message>
            <source>Connected, battery {percent} %</source>
            <translation>Verbunden, Batterie {percent} %</translation>
        </message>
        <message>
            <source>Keys without Ctrl</source>
            <translation>Tasten ohne Strg</translation>
        </message>
        <message>
            <source>Space pauses, E dims, D shows details. They rest while you type.</source>
            <translation>Leertaste hält an, E dunkelt ab, D zeigt Einzelheiten. Beim Tippen ruhen sie.</translation>
        </message>
        <message>
            <source>Single keys</source>
            <translation>Einzelne Tasten</translation>
        </message>
        <message>
            <source>By your heart</source>
            <translation>Nach Ihrem Herzen</translation>
        </message>
        <message>
            <source>{count} beats/min</source>
            <translation>{count} Schläge/min</translation>
        </message>
        <message>
            <source>My data</source>
            <translation>Meine Daten</translation>
        </message>
        <message>
            <source>Choose a passphrase</source>
            <translation>Passwort wählen</translation>
        </message>
        <message>
            <source>Make a backup</source>
            <translation>Sicherung machen</translation>
        </message>
        <message>
            <source>Bring a backup back</source>
            <translation>Sicherung zurückholen</translation>
        </message>
        <message>
            <source>Export everything</source>
            <translation>Alles exportieren</translation>
        </message>
        <message>
            <source>Take over a plan</source>
            <translation>Plan übernehmen</translation>
        </message>
        <message>
            <source>Send to your practice</source>
            <translation>An Ihre Praxis senden</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) wait on this computer until it can be reached.</source>
            <translation>
                <numerusform>%n Übung wartet auf diesem Computer, bis er erreichbar ist.</numerusform>
                <numerusform>%n Übungen warten auf diesem Computer, bis er erreichbar ist.</numerusform>
            </translation>
        </message>
        <message>
            <source>It opens your records on this computer. Nobody can give it back to you.</source>
            <translation>Es öffnet Ihre Daten auf diesem Computer. Niemand kann es Ihnen zurückgeben.</translation>
        </message>
        <message>
            <source>Backups (*.backup)</source>
            <translation>Sicherungen (*.backup)</translation>
        </message>
        <message>
            <source>The backup has a passphrase of its own, so it opens on any computer.</source>
            <translation>Die Sicherung hat ein eigenes Passwort, so öffnet sie sich auf jedem Computer.</translation>
        </message>
        <message>
            <source>Write it</source>
            <translation>Schreiben</translation>
        </message>
        <message>
            <source>Backups (*.backup *.db *.before-*)</source>
            <translation>Sicherungen (*.backup *.db *.before-*)</translation>
        </message>
        <message>
            <source>What is here now is laid aside, not lost.</source>
            <translation>Was jetzt hier ist, wird beiseitegelegt und geht nicht verloren.</translation>
        </message>
        <message>
            <source>Bring it back</source>
            <translation>Zurückholen</translation>
        </message>
        <message>
            <source>Archives (*.zip)</source>
            <translation>Archive (*.zip)</translation>
        </message>
        <message>
            <source>Sealed files (*.age)</source>
            <translation>Versiegelte Dateien (*.age)</translation>
        </message>
        <message>
            <source>Erase everything?</source>
            <translation>Alles löschen?</translation>
        </message>
        <message>
            <source>All sessions, answers and the diary go, down to the last byte. It cannot be undone. Files you exported or backed up stay as they are.</source>
            <translation>Alle Übungen, alle Antworten und das Tagebuch verschwinden, bis zum letzten Byte. Das lässt sich nicht rückgängig machen. Exportierte Dateien und Sicherungen bleiben, wie sie sind.</translation>
        </message>
        <message>
            <source>erase</source>
            <translation>löschen</translation>
        </message>
        <message>
            <source>Nothing is kept yet.</source>
            <translation>Es ist noch nichts gespeichert.</translation>
        </message>
        <message>
            <source>On a server. Who looks after it keeps its keys and backups.</source>
            <translation>Auf einem Server. Wer ihn betreut, bewahrt Schlüssel und Sicherungen auf.</translation>
        </message>
        <message>
            <source>On this computer only. Not encrypted: a passphrase encrypts them.</source>
            <translation>Nur auf diesem Computer. Nicht verschlüsselt: Ein Passwort verschlüsselt sie.</translation>
        </message>
        <message>
            <source>On this computer only, encrypted. The key is in this computer's keyring and nowhere else: make a backup now and then.</source>
            <translation>Nur auf diesem Computer, verschlüsselt. Der Schlüssel liegt im Schlüsselbund dieses Computers und sonst nirgends: Machen Sie ab und zu eine Sicherung.</translation>
        </message>
        <message>
            <source>On this computer only, encrypted with your passphrase. This computer keeps the key, so you are not asked.</source>
            <translation>Nur auf diesem Computer, mit Ihrem Passwort verschlüsselt. Dieser Computer bewahrt den Schlüssel auf, darum werden Sie nicht gefragt.</translation>
        </message>
        <message>
            <source>On this computer only, encrypted with your passphrase. You are asked for it at each start.</source>
            <translation>Nur auf diesem Computer, mit Ihrem Passwort verschlüsselt. Sie werden bei jedem Start danach gefragt.</translation>
        </message>
        <message>
            <source>On this computer only, encrypted. Each user opens them with a passphrase of their own.</source>
            <translation>Nur auf diesem Computer, verschlüsselt. Alle Benutzer öffnen sie mit ihrem eigenen Passwort.</translation>
        </message>
        <message>
            <source>Encrypted; this computer does not give the key.</source>
            <translation>Verschlüsselt; dieser Computer gibt den Schlüssel nicht heraus.</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie im System</translation>
        </message>
        <message>
            <source>This is how large your text is now.</source>
            <translation>So groß ist Ihr Text jetzt.</translation>
        </message>
        <message>
            <source>Full</source>
            <comment>movement</comment>
            <translation>Voll</translation>
        </message>
        <message>
            <source>Gentle</source>
            <comment>movement</comment>
            <translation>Sanft</translation>
        </message>
        <message>
            <source>Movement</source>
            <translation>Bewegung</translation>
        </message>
        <message>
            <source>Gentle: nothing scrolls or slides; a level rises and falls.</source>
            <translation>Sanft: Nichts rollt oder gleitet; ein Pegel steigt und sinkt.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Plain: everyday words. Fuller: with causes, figures and sources.</source>
            <translation>Einfach: Alltagsworte. Ausführlich: mit Ursachen, Zahlen und Quellen.</translation>
        </message>
        <message>
            <source>A session goes on. This can be done when it is over.</source>
            <translation>Eine Übung läuft. Das geht, wenn sie vorbei ist.</translation>
        </message>
        <message>
            <source>The new passphrase holds from now on. Backups keep theirs.</source>
            <translation>Das neue Passwort gilt ab jetzt. Sicherungen behalten ihres.</translation>
        </message>
        <message>
            <source>Everything is in {path}. It opens with its own passphrase only.</source>
            <translation>Alles ist in {path}. Es öffnet sich nur mit seinem eigenen Passwort.</translation>
        </message>
        <message>
            <source>Your records are back. Those from before are laid aside.</source>
            <translation>Ihre Daten sind wieder da. Die vorherigen sind beiseitegelegt.</translation>
        </message>
        <message>
            <source>Everything is in {path}. It is not encrypted: keep it to yourself.</source>
            <translation>Alles ist in {path}. Es ist nicht verschlüsselt: Behalten Sie es für sich.</translation>
        </message>
        <message>
            <source>Everything is erased.</source>
            <translation>Alles ist gelöscht.</translation>
        </message>
        <message>
            <source>The plan is yours now. Today shows its next session.</source>
            <translation>Der Plan ist jetzt Ihrer. „Heute“ zeigt seine nächste Übung.</translation>
        </message>
        <message>
            <source>{path} is ready. Only your practice can open it: send it as you like.</source>
            <translation>{path} ist fertig. Nur Ihre Praxis kann die Datei öffnen: Schicken Sie sie, wie Sie möchten.</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Klang</translation>
        </message>
        <message>
            <source>Tone</source>
            <translation>Ton</translation>
        </message>
        <message>
            <source>Breath noise</source>
            <translation>Atemrauschen</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>Breath tones</source>
            <translation>Töne zum Atem</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Lautstärke</translation>
        </message>
        <message>
            <source>Voice</source>
            <translation>Stimme</translation>
        </message>
        <message>
            <source>Play a breath</source>
            <translation>Einen Atemzug anhören</translation>
        </message>
        <message>
            <source>This computer has no sound output. Sessions run silently.</source>
            <translation>Dieser Computer hat keine Tonausgabe. Übungen laufen stumm.</translation>
        </message>
        <message>
            <source>This computer has no voice for your language.</source>
            <translation>Dieser Computer hat keine Stimme für Ihre Sprache.</translation>
        </message>
        <message>
            <source>{volume} of {most}</source>
            <translation>{volume} von {most}</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>stumm</translation>
        </message>
        <message>
            <source>Users</source>
            <translation>Benutzer</translation>
        </message>
        <message>
            <source>Change my passphrase</source>
            <translation>Mein Passwort ändern</translation>
        </message>
        <message>
            <source>Name of a new user</source>
            <translation>Name eines neuen Benutzers</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rolle</translation>
        </message>
        <message>
            <source>Therapist</source>
            <translation>Behandlung</translation>
        </message>
        <message>
            <source>all clinical work</source>
            <translation>die ganze klinische Arbeit</translation>
        </message>
        <message>
            <source>Assistant</source>
            <translation>Assistenz</translation>
        </message>
        <message>
            <source>begins sessions, sees today</source>
            <translation>beginnt Übungen, sieht den heutigen Tag</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Verwaltung</translation>
        </message>
        <message>
            <source>users, backups, the log</source>
            <translation>Benutzer, Sicherungen, Protokoll</translation>
        </message>
        <message>
            <source>{name} is at work, as {role}.</source>
            <translation>Hier arbeitet {name}, Rolle: {role}.</translation>
        </message>
        <message>
            <source>Remove {name}, {role}</source>
            <translation>{name} entfernen, {role}</translation>
        </message>
        <message>
            <source>It opens the records for you, and for nobody else.</source>
            <translation>Sie öffnet die Aufzeichnungen für Sie und für niemanden sonst.</translation>
        </message>
        <message>
            <source>A passphrase for {name}</source>
            <translation>Ein Passwort für {name}</translation>
        </message>
        <message>
            <source>{name} types it now, and can change it at any time.</source>
            <translation>{name} tippt sie jetzt ein und kann sie jederzeit ändern.</translation>
        </message>
        <message>
            <source>Remove {name}?</source>
            <translation>{name} entfernen?</translation>
        </message>
        <message>
            <source>The passphrase of {name} opens nothing any more. The log stays.</source>
            <translation>Das Passwort von {name} öffnet dann nichts mehr. Das Protokoll bleibt.</translation>
        </message>
        <message>
            <source>{name} is a user now.</source>
            <translation>{name} ist jetzt Benutzer.</translation>
        </message>
        <message>
            <source>{name} is a user no longer.</source>
            <translation>{name} ist kein Benutzer mehr.</translation>
        </message>
        <message>
            <source>Your new passphrase holds from now on.</source>
            <translation>Ihr neues Passwort gilt ab jetzt.</translation>
        </message>
        <message>
            <source>{fastest} to {slowest} breaths a minute</source>
            <translation>{fastest} bis {slowest} Atemzüge pro Minute</translation>
        </message>
        <message>
            <source>at your own pace</source>
            <translation>in Ihrem eigenen Tempo</translation>
        </message>
        <message>
            <source>{rate} breaths a minute</source>
            <translation>{rate} Atemzüge pro Minute</translation>
        </message>
        <message>
            <source>sitting</source>
            <translation>im Sitzen</translation>
        </message>
        <message>
            <source>lying down</source>
            <translation>im Liegen</translation>
        </message>
        <message>
            <source>standing</source>
            <translation>im Stehen</translation>
        </message>
        <message>
            <source>anywhere</source>
            <translation>überall</translation>
        </message>
        <message>
            <source>measured</source>
            <translation>gemessen</translation>
        </message>
        <message>
            <source>guided</source>
            <translation>angeleitet</translation>
        </message>
        <message>
            <source>Breathe</source>
            <translation>Atmen</translation>
        </message>
        <message>
            <source>Let go</source>
            <translation>Loslassen</translation>
        </message>
        <message>
            <source>Rest</source>
            <translation>Ausruhen</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Bewegen</translation>
        </message>
        <message>
            <source>Warm and cool</source>
            <translation>Wärmen und kühlen</translation>
        </message>
        <message>
            <source>Think</source>
            <translation>Denken</translation>
        </message>
        <message>
            <source>nerves</source>
            <translation>Nerven</translation>
        </message>
        <message>
            <source>muscles</source>
            <translation>Muskeln</translation>
        </message>
        <message>
            <source>circulation</source>
            <translation>Kreislauf</translation>
        </message>
        <message>
            <source>defence</source>
            <translation>Abwehr</translation>
        </message>
        <message>
            <source>mind</source>
            <translation>Psyche</translation>
        </message>
        <message>
            <source>{one} or {other}</source>
            <translation>{one} oder {other}</translation>
        </message>
        <message>
            <source>Thirty seconds, just sit.</source>
            <translation>Dreißig Sekunden, einfach sitzen.</translation>
        </message>
        <message>
            <source>Breathe as you like.</source>
            <translation>Atmen Sie, wie Sie mögen.</translation>
        </message>
        <message>
            <source>Go on without a strap</source>
            <translation>Ohne Gurt weiter</translation>
        </message>
        <message>
            <source>Sit still and breathe as you like. The line is your heart.</source>
            <translation>Sitzen Sie still und atmen Sie, wie Sie mögen. Die Linie ist Ihr Herz.</translation>
        </message>
        <message>
            <source>It measures how much of the time good beats account for, and the longest gap. A session needs about 95 percent, and no gap over three seconds.</source>
            <translation>Gemessen wird, wie viel der Zeit gute Schläge ausmachen, und die längste Lücke. Eine Übung braucht etwa 95 Prozent und keine Lücke über drei Sekunden.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <source>The wave of your heart, in a ring that closes</source>
            <translation>Die Welle Ihres Herzens, in einem Ring, der sich schließt</translation>
        </message>
        <message>
            <source>This strap sends only the heart rate. Breathing works; the wave does not.</source>
            <translation>Dieser Gurt sendet nur den Puls. Das Atmen geht, die Welle nicht.</translation>
        </message>
        <message>
            <source>The strap is out of reach. Come closer, then try again.</source>
            <translation>Der Gurt ist außer Reichweite. Kommen Sie näher und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>Your heart comes through clearly.</source>
            <translation>Ihr Herz kommt klar an.</translation>
        </message>
        <message>
            <source>Some beats are missing. Moisten the pads, then try again.</source>
            <translation>Einige Schläge fehlen. Befeuchten Sie die Kontaktflächen und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>No beats came through. Moisten the pads, close the strap, then try again.</source>
            <translation>Es kamen keine Schläge an. Befeuchten Sie die Kontaktflächen, schließen Sie den Gurt und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>Good beats: {percent} %</source>
            <translation>Gute Schläge: {percent} %</translation>
        </message>
        <message>
            <source>longest gap: {seconds} s</source>
            <translation>längste Lücke: {seconds} s</translation>
        </message>
        <message>
            <source>Step {step} of {count}</source>
            <translation>Schritt {step} von {count}</translation>
        </message>
        <message>
            <source>To the session</source>
            <translation>Zur Übung</translation>
        </message>
        <message>
            <source>The strap lies just below the chest: moist pads, the sensor in the middle.</source>
            <translation>Der Gurt liegt gleich unter der Brust: feuchte Kontaktflächen, der Sensor in der Mitte.</translation>
        </message>
        <message>
            <source>below the chest</source>
            <translation>unter der Brust</translation>
        </message>
        <message>
            <source>moist pads</source>
            <translation>feuchte Flächen</translation>
        </message>
        <message>
            <source>sensor in the middle</source>
            <translation>Sensor in der Mitte</translation>
        </message>
        <message>
            <source>Hold your strap close to the computer: its row moves to the top.</source>
            <translation>Halten Sie Ihren Gurt nah an den Computer: Seine Zeile rückt nach oben.</translation>
        </message>
        <message>
            <source>A strap wakes up when it feels skin and water. It talks to one device at a time: close the app on a phone or watch that it knows.</source>
            <translation>Ein Gurt wacht auf, wenn er Haut und Wasser spürt. Er spricht mit nur einem Gerät: Schließen Sie die App auf Handy oder Uhr, die ihn kennt.</translation>
        </message>
        <message>
            <source>This takes a few seconds.</source>
            <translation>Das dauert ein paar Sekunden.</translation>
        </message>
        <message>
            <source>Press Enter to connect.</source>
            <translation>Enter verbindet.</translation>
        </message>
        <message>
            <source>Your strap did not answer this time.</source>
            <translation>Ihr Gurt hat diesmal nicht geantwortet.</translation>
        </message>
        <message>
            <source>The search goes on by itself.</source>
            <translation>Die Suche geht von selbst weiter.</translation>
        </message>
        <message>
            <source>known to this computer</source>
            <translation>diesem Computer bekannt</translation>
        </message>
        <message>
            <source>very near</source>
            <translation>sehr nah</translation>
        </message>
        <message>
            <source>near</source>
            <translation>nah</translation>
        </message>
        <message>
            <source>far</source>
            <translation>fern</translation>
        </message>
        <message>
            <source>Worn and moist?</source>
            <translation>Angelegt und feucht?</translation>
        </message>
        <message>
            <source>Within two metres?</source>
            <translation>Keine zwei Meter entfernt?</translation>
        </message>
        <message>
            <source>Not in use by a phone or watch?</source>
            <translation>Nicht mit Handy oder Uhr verbunden?</translation>
        </message>
        <message>
            <source>Battery less than a year old?</source>
            <translation>Batterie jünger als ein Jahr?</translation>
        </message>
        <message>
            <source>Switch it on; the search goes on by itself.</source>
            <translation>Schalten Sie es ein; die Suche geht von selbst weiter.</translation>
        </message>
        <message>
            <source>Allow it once in the system's settings.</source>
            <translation>Erlauben Sie es einmal in den Einstellungen des Systems.</translation>
        </message>
        <message>
            <source>Close the app on your phone or watch.</source>
            <translation>Schließen Sie die App auf Handy oder Uhr.</translation>
        </message>
        <message>
            <source>The strap does not answer</source>
            <translation>Der Gurt antwortet nicht</translation>
        </message>
        <message>
            <source>Take it off, put it on again, and search again.</source>
            <translation>Legen Sie ihn ab und wieder an und suchen Sie noch einmal.</translation>
        </message>
        <message>
            <source>Connect to {name}</source>
            <translation>Mit {name} verbinden</translation>
        </message>
        <message>
            <source>Connecting to {name}</source>
            <translation>{name} wird verbunden</translation>
        </message>
        <message>
            <source>Put on the strap</source>
            <translation>Den Gurt anlegen</translation>
        </message>
        <message>
            <source>Moisten the two pads</source>
            <translation>Beide Kontaktflächen befeuchten</translation>
        </message>
        <message>
            <source>A little water on the inside of the strap is enough.</source>
            <translation>Etwas Wasser auf der Innenseite des Gurts genügt.</translation>
        </message>
        <message>
            <source>Lay it just below the chest</source>
            <translation>Gleich unter die Brust legen</translation>
        </message>
        <message>
            <source>On bare skin, with the sensor in the middle.</source>
            <translation>Auf die bloße Haut, mit dem Sensor in der Mitte.</translation>
        </message>
        <message>
            <source>Close it so that it does not slip</source>
            <translation>So schließen, dass er nicht rutscht</translation>
        </message>
        <message>
            <source>Snug, never tight. You should breathe freely.</source>
            <translation>Anliegend, nie eng. Sie sollen frei atmen können.</translation>
        </message>
        <message>
            <source>Close the strap in front of you first, then turn it round.</source>
            <translation>Schließen Sie den Gurt zuerst vorn und drehen Sie ihn dann herum.</translation>
        </message>
        <message>
            <source>Does your back hurt?</source>
            <translation>Tut Ihr Rücken weh?</translation>
        </message>
        <message>
            <source>I am wearing it</source>
            <translation>Ich trage den Gurt</translation>
        </message>
        <message>
            <source>The strap feels the small current of each heartbeat. Water helps it.</source>
            <translation>Der Gurt spürt den kleinen Strom jedes Herzschlags. Wasser hilft ihm.</translation>
        </message>
        <message>
            <source>Two electrodes on the inside touch the skin. Dry skin, hair and synthetic shirts disturb them: moisten the pads, or use a drop of electrode gel.</source>
            <translation>Zwei Elektroden auf der Innenseite berühren die Haut. Trockene Haut, Haare und Kunstfaser stören sie: Befeuchten Sie die Kontaktflächen, oder nehmen Sie einen Tropfen Elektrodengel.</translation>
        </message>
        <message>
            <source>Press Enter to begin. You can stop at any time.</source>
            <translation>Enter beginnt. Sie können jederzeit aufhören.</translation>
        </message>
        <message>
            <source>The plan chooses the session: the next one of this week. Without a plan it is steady breathing at about six breaths a minute. After a week's pause it is a short one. You may always choose another.</source>
            <translation>Der Plan wählt die Übung: die nächste dieser Woche. Ohne Plan ist es gleichmäßiges Atmen mit etwa sechs Atemzügen pro Minute. Nach einer Woche Pause ist es eine kurze. Sie können immer eine andere wählen.</translation>
        </message>
        <message>
            <source>{minutes} min · {kind}</source>
            <translation>{minutes} min · {kind}</translation>
        </message>
        <message>
            <source>sitting or lying down</source>
            <translation>im Sitzen oder im Liegen</translation>
        </message>
        <message>
            <source>First session</source>
            <translation>Erste Übung</translation>
        </message>
        <message>
            <source>Booster</source>
            <translation>Auffrischung</translation>
        </message>
        <message>
            <source>Steady breathing</source>
            <translation>Gleichmäßig atmen</translation>
        </message>
        <message>
            <source>Good evening, {name}</source>
            <translation>Guten Abend, {name}</translation>
        </message>
        <message>
            <source>Good evening</source>
            <translation>Guten Abend</translation>
        </message>
        <message>
            <source>Good morning, {name}</source>
            <translation>Guten Morgen, {name}</translation>
        </message>
        <message>
            <source>Good morning</source>
            <translation>Guten Morgen</translation>
        </message>
        <message>
            <source>Good afternoon, {name}</source>
            <translation>Guten Tag, {name}</translation>
        </message>
        <message>
            <source>Good afternoon</source>
            <translation>Guten Tag</translation>
        </message>
        <message>
            <source>That was today's session. Nothing more is needed.</source>
            <translation>Das war die heutige Übung. Mehr braucht es nicht.</translation>
        </message>
        <message>
            <source>Good to see you. Start small: {length}.</source>
            <translation>Schön, dass Sie da sind. Beginnen Sie klein: {length}.</translation>
        </message>
        <message>
            <source>A quiet while for yourself today. That is enough.</source>
            <translation>Heute eine ruhige Weile für Sie. Das genügt.</translation>
        </message>
        <message>
            <source>{number} quiet minutes today. That is enough.</source>
            <translation>{number} ruhige Minuten heute. Das genügt.</translation>
        </message>
        <message>
            <source>Loosen tight muscles</source>
            <translation>Feste Muskeln lösen</translation>
        </message>
        <message>
            <source>tense, let go</source>
            <translation>anspannen, loslassen</translation>
        </message>
        <message>
            <source>Rest the whole body</source>
            <translation>Den ganzen Körper ausruhen</translation>
        </message>
        <message>
            <source>Ease neck and shoulders</source>
            <translation>Nacken und Schultern lockern</translation>
        </message>
        <message>
            <source>gentle moves</source>
            <translation>sanft bewegen</translation>
        </message>
        <message>
            <source>A short pause</source>
            <translation>Eine kurze Pause</translation>
        </message>
        <message>
            <source>Breathe steadily</source>
            <translation>Gleichmäßig atmen</translation>
        </message>
        <message>
            <source>Two</source>
            <translation>Zwei</translation>
        </message>
        <message>
            <source>Three</source>
            <translation>Drei</translation>
        </message>
        <message>
            <source>Five</source>
            <translation>Fünf</translation>
        </message>
        <message>
            <source>Six</source>
            <translation>Sechs</translation>
        </message>
        <message>
            <source>Ten</source>
            <translation>Zehn</translation>
        </message>
        <message>
            <source>Twelve</source>
            <translation>Zwölf</translation>
        </message>
        <message>
            <source>Fifteen</source>
            <translation>Fünfzehn</translation>
        </message>
        <message>
            <source>Twenty</source>
            <translation>Zwanzig</translation>
        </message>
        <message>
            <source>Something else today</source>
            <translation>Heute etwas anderes</translation>
        </message>
        <message>
            <source>Put on the strap first</source>
            <translation>Zuerst den Gurt anlegen</translation>
        </message>
        <message>
            <source>Today's session</source>
            <translation>Heutige Übung</translation>
        </message>
        <message>
            <source>Another one does no harm.</source>
            <translation>Eine weitere schadet nicht.</translation>
        </message>
        <message>
            <source>Start today's session</source>
            <translation>Heutige Übung beginnen</translation>
        </message>
        <message>
            <source>Today's session: {title}, {length}.</source>
            <translation>Heutige Übung: {title}, {length}.</translation>
        </message>
        <message>
            <source>This week</source>
            <translation>Diese Woche</translation>
        </message>
        <message>
            <source>Days off are part of it.</source>
            <translation>Freie Tage gehören dazu.</translation>
        </message>
        <message numerus="yes">
            <source>{done} of %n planned session(s).</source>
            <translation>
                <numerusform>{done} von %n geplanten Übung.</numerusform>
                <numerusform>{done} von %n geplanten Übungen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) so far.</source>
            <translation>
                <numerusform>Bisher %n Übung.</numerusform>
                <numerusform>Bisher %n Übungen.</numerusform>
            </translation>
        </message>
        <message>
            <source>A week to begin with.</source>
            <translation>Eine Woche zum Beginnen.</translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n Stunde</numerusform>
                <numerusform>%n Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) since you began:</source>
            <translation>
                <numerusform>%n Übung seit dem Beginn:</numerusform>
                <numerusform>%n Übungen seit dem Beginn:</numerusform>
            </translation>
        </message>
        <message>
            <source>{time} of calm.</source>
            <translation>{time} Ruhe.</translation>
        </message>
        <message>
            <source>{day} practised</source>
            <translation>{day} geübt</translation>
        </message>
        <message>
            <source>{day} today</source>
            <translation>{day} heute</translation>
        </message>
        <message>
            <source>{day} planned</source>
            <translation>{day} geplant</translation>
        </message>
        <message>
            <source>{day} free</source>
            <translation>{day} frei</translation>
        </message>
        <message>
            <source>Your records are locked</source>
            <translation>Ihre Daten sind gesperrt</translation>
        </message>
        <message>
            <source>The same once more</source>
            <translation>Noch einmal dasselbe</translation>
        </message>
        <message>
            <source>Show what I type</source>
            <translation>Zeigen, was ich tippe</translation>
        </message>
        <message>
            <source>That did not open them. Please try again.</source>
            <translation>Damit ließen sich Ihre Daten nicht öffnen. Bitte versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>Lock my records with it</source>
            <translation>Meine Daten damit sperren</translation>
        </message>
        <message>
            <source>Go on without records</source>
            <translation>Ohne Daten weiter</translation>
        </message>
        <message>
            <source>Choose a passphrase.</source>
            <translation>Wählen Sie ein Passwort.</translation>
        </message>
        <message>
            <source>Your records are locked.</source>
            <translation>Ihre Daten sind gesperrt.</translation>
        </message>
        <message>
            <source>Without the passphrase nobody can read your records, not even you. Keep it safe.</source>
            <translation>Ohne das Passwort kann niemand Ihre Daten lesen, auch Sie nicht. Bewahren Sie es gut auf.</translation>
        </message>
        <message>
            <source>The file is encrypted as a whole. A sentence of four or five words is a good one.</source>
            <translation>Die Datei ist als Ganzes verschlüsselt. Ein Satz aus vier oder fünf Wörtern ist gut.</translation>
        </message>
        <message>
            <source>A little longer, please: at least 8 characters.</source>
            <translation>Bitte etwas länger: mindestens 8 Zeichen.</translation>
        </message>
        <message>
            <source>The two are not the same. Please type the second one again.</source>
            <translation>Die beiden sind nicht gleich. Bitte geben Sie das zweite noch einmal ein.</translation>
        </message>
        <message>
            <source>One moment</source>
            <translation>Einen Moment</translation>
        </message>
        <message>
            <source>It locks your records, so that only you can read them. You type it at each start.</source>
            <translation>Es sperrt Ihre Daten, so dass nur Sie sie lesen können. Sie geben es bei jedem Start ein.</translation>
        </message>
        <message>
            <source>Type your passphrase to open them.</source>
            <translation>Geben Sie Ihr Passwort ein, um sie zu öffnen.</translation>
        </message>
        <message>
            <source>at least 8 characters</source>
            <translation>mindestens 8 Zeichen</translation>
        </message>
        <message>
            <source>This computer keeps no keys for programs; where one does, nobody is asked. Write the passphrase down and keep it at home: without it your records cannot be opened again. Without records your sessions work as well; nothing of them is kept.</source>
            <translation>Dieser Computer kann sich den Schlüssel nicht merken. Schreiben Sie das Passwort auf und bewahren Sie es zu Hause auf: Ohne es lassen sich Ihre Daten nicht mehr öffnen. Ihre Übungen gehen auch ohne Daten; nichts davon wird gespeichert.</translation>
        </message>
        <message>
            <source>Who is at work?</source>
            <translation>Wer arbeitet hier?</translation>
        </message>
        <message>
            <source>Stop writing</source>
            <translation>Schreiben abbrechen</translation>
        </message>
        <message>
            <source>Writing session {number} of {total}. You can go on using the app.</source>
            <translation>Übung {number} von {total} wird geschrieben. Sie können die App weiter benutzen.</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>Weniger</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Leertaste</translation>
        </message>
        <message>
            <source>Ctrl</source>
            <translation>Strg</translation>
        </message>
        <message>
            <source>Left arrow</source>
            <translation>Pfeil links</translation>
        </message>
        <message>
            <source>Right arrow</source>
            <translation>Pfeil rechts</translation>
        </message>
        <message>
            <source>Up arrow</source>
            <translation>Pfeil hoch</translation>
        </message>
        <message>
            <source>Down arrow</source>
            <translation>Pfeil runter</translation>
        </message>
        <message>
            <source>Key: {key}</source>
            <translation>Taste: {key}</translation>
        </message>
        <message>
            <source>{name}, {number} of 10</source>
            <translation>{name}, {number} von 10</translation>
        </message>
        <message>
            <source>{name}, less, now {value}</source>
            <translation>{name}, weniger, jetzt {value}</translation>
        </message>
        <message>
            <source>{name}, more, now {value}</source>
            <translation>{name}, mehr, jetzt {value}</translation>
        </message>
    </context>
</TS>
